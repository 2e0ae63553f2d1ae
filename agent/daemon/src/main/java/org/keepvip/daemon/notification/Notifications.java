package org.keepvip.daemon.notification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.daemon.mail.Mailer;
import org.keepvip.daemon.mail.Postbox;
import org.keepvip.daemon.script.Scripts;
import org.keepvip.daemon.script.Vetting;
import org.keepvip.linux.ErrnoException;
import org.keepvip.vrrp.notice.Notice;

/**
 * Notification as the other threads see it: what may block is done here, on the caller's thread, which is never the
 * loop's, and the rest on the loop. By one thread at a time.
 */
public final class Notifications {
    /** For the scripts of the end; the addresses are off by then. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    /** For the mails of the end, if there are any. */
    private static final Duration LAST_MAILS = Duration.ofSeconds(3);
    /** How long a script may go on at the end when the one about STOP waits for it. */
    private static final Duration HURRY = Duration.ofMillis(300);
    /** Until a script that hangs is killed, and some more. */
    private static final Duration KILLED = Duration.ofSeconds(3);
    /** For a program to read its last lines before it is asked to end. */
    private static final Duration LAST_LINES = Duration.ofMillis(300);
    /** A FIFO that nobody reads takes no more. */
    private static final Duration UNREAD = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Journal journal;
    private final Mailer mailer;
    private GlobalDefs globals;
    private Notifier.Plan plan;
    private List<Outlet> outlets;
    private @Nullable Loop loop;
    private @Nullable Notifier notifier;

    /**
     * Opens the FIFOs of a configuration; nothing is told before {@link #begin}.
     *
     * @param namespace the network namespace to send mail from
     */
    public Notifications(Configuration configuration, Vetting vetting, Optional<String> namespace, Journal journal) {
        this.journal = journal;
        globals = configuration.globals();
        plan = plan(configuration);
        outlets = Outlet.of(globals.fifos(), List.of(), vetting, journal);
        mailer = new Mailer(postbox(globals), namespace, journal);
    }

    private static Supplier<Postbox> postbox(GlobalDefs globals) {
        return () -> Postbox.of(globals);
    }

    private static Notifier.Plan plan(Configuration configuration) {
        GlobalDefs globals = configuration.globals();
        return new Notifier.Plan(
                Audience.of(configuration),
                globals.scripts().notifyTimeout(),
                globals.mail().server().isPresent()
                        && !globals.mail().recipients().isEmpty(),
                !globals.mail().noneForFaults());
    }

    /** Begins to tell, on the loop. */
    public Consumer<Notice> begin(Loop on, Scripts scripts) throws ErrnoException {
        Notifier begun = new Notifier(on, scripts, mailer, journal);
        begun.plan(plan, outlets);
        loop = on;
        notifier = begun;
        return begun;
    }

    /** Goes on by another configuration; to be called before the routers do. */
    public void change(Configuration configuration, Vetting vetting) {
        globals = configuration.globals();
        plan = plan(configuration);
        outlets = Outlet.of(globals.fifos(), outlets, vetting, journal);
        mailer.readdress(postbox(globals));
        Notifier.Plan next = plan;
        List<Outlet> open = outlets;
        ask(running -> {
            running.plan(next, open);
            return true;
        });
    }

    /** What comes after the routers' own change: FIFOs that are no longer configured are closed. */
    public void changed() {
        boolean states = globals.fifos().writeOnReload();
        List<FifoWriter> gone = ask(running -> {
            if (states) {
                running.writeStates();
            }
            return running.takeGone();
        });
        try {
            for (FifoWriter writer : gone) {
                writer.finish(UNREAD);
                writer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Delivers the last words, after the routers' end and before the loop's: lines, scripts and mails. */
    public void finish() throws InterruptedException {
        long deadline = System.nanoTime() + LAST_WORDS.toNanos();
        NotifyScripts.Ending scripts = ask(running -> running.finishScripts(HURRY));
        for (Outlet outlet : outlets) {
            outlet.writer().finish(UNREAD);
        }
        mailer.close(LAST_MAILS);
        if (!isOver(scripts.over(), Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))
                && !isOver(scripts.begun(), KILLED)) {
            journal.warning("a notify script does not end, and the one about STOP is not run");
        }
        endReaders();
        outlets.forEach(outlet -> outlet.writer().close());
    }

    /** Each has read its last lines before it is asked to end. */
    private void endReaders() {
        outlets.stream()
                .filter(outlet -> outlet.script().isPresent())
                .forEach(outlet -> outlet.writer().awaitRead(LAST_LINES));
        ask(running -> {
            running.endReaders();
            return true;
        });
    }

    /** Closes the FIFOs when nothing came of the start. */
    public void abandon() {
        outlets.forEach(outlet -> outlet.writer().close());
    }

    private static boolean isOver(CompletableFuture<Void> future, Duration patience) throws InterruptedException {
        try {
            future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T ask(Function<Notifier, T> question) {
        Loop on = loop;
        Notifier asked = notifier;
        if (on == null || asked == null) {
            throw new IllegalStateException("nothing was begun");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        on.execute(() -> answer.complete(question.apply(asked)));
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
