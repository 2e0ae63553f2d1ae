package org.keepvip.daemon.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.delivery.Backlog;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.NetworkNamespace;

/**
 * Hands letters to the mail server, in order, on a thread that begins with the first of them. A server that is away or
 * asks to come later is tried again for as long as the agent runs; of each object its last letter waits, whatever comes.
 */
public final class Mailer {
    private static final int CAPACITY = 256;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofHours(1);

    private final Optional<String> namespace;
    private final Journal journal;
    private final Backlog<String, Letter> backlog = new Backlog<>(CAPACITY);
    private Duration pause = FIRST_PAUSE;
    private volatile Supplier<Postbox> address;
    private @Nullable Thread thread;

    /**
     * One that sends nothing yet.
     *
     * @param address asked on the mail thread for what may take long to find out
     * @param namespace the network namespace to connect from
     */
    public Mailer(Supplier<Postbox> address, Optional<String> namespace, Journal journal) {
        this.address = address;
        this.namespace = namespace;
        this.journal = journal;
    }

    /** Sends what waits and what comes by another way. */
    public void readdress(Supplier<Postbox> next) {
        address = next;
    }

    /** Sends a letter about {@code object}, soon; never waits. On the loop's thread alone. */
    public void mail(String object, Letter letter) {
        backlog.add(object, letter);
        if (thread == null) {
            Thread begun = Thread.ofPlatform().daemon().name("keepvip-mail").unstarted(this::work);
            thread = begun;
            begun.start();
        }
    }

    /** Sends what waits, for at most {@code patience}, and says what could not be sent. */
    public void close(Duration patience) throws InterruptedException {
        backlog.close();
        Thread begun = thread;
        if (begun == null) {
            return;
        }
        begun.join(patience);
        if (begun.isAlive()) {
            begun.interrupt();
        }
        if (backlog.size() > 0) {
            journal.warning(backlog.size() + " mails were not sent before the end");
        }
    }

    private void work() {
        try {
            if (namespace.isPresent()) {
                NetworkNamespace.enter(namespace.get());
            }
            boolean last;
            do {
                last = backlog.isClosed();
                if (backlog.await(IDLE).isPresent() && !sent(address.get())) {
                    rest();
                }
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ErrnoException e) {
            journal.error("no mail is sent, the network namespace cannot be entered: " + e.getMessage());
        }
    }

    /** Whether nothing stands against going on. */
    private boolean sent(Postbox postbox) {
        try (SmtpSession session = SmtpSession.open(postbox)) {
            for (Optional<Backlog.Entry<String, Letter>> next = backlog.first();
                    next.isPresent();
                    next = backlog.first()) {
                hand(session, next.get());
                pause = FIRST_PAUSE;
            }
            return true;
        } catch (IOException e) {
            journal.warning("mail to " + postbox.host() + " port " + postbox.port() + ": " + reason(e) + ", "
                    + backlog.size() + " mails wait");
            return false;
        }
    }

    private void hand(SmtpSession session, Backlog.Entry<String, Letter> entry) throws IOException {
        try {
            session.send(entry.word()).forEach(refused -> journal.warning("mail not taken for " + refused));
        } catch (SmtpSession.RefusedException e) {
            if (!e.isLasting()) {
                throw e;
            }
            journal.error("mail \"" + entry.word().subject() + "\" was not taken: " + e.getMessage());
        }
        backlog.remove(entry);
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private void rest() throws InterruptedException {
        backlog.rest(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        long dropped = backlog.takeDropped();
        if (dropped > 0) {
            journal.warning(dropped + " mails that were out of date were dropped unsent");
        }
    }
}
