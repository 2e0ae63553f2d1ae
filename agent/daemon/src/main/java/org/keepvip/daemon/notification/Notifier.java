package org.keepvip.daemon.notification;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.keepvip.conf.model.Command;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.daemon.mail.Letter;
import org.keepvip.daemon.mail.Mailer;
import org.keepvip.daemon.script.Scripts;
import org.keepvip.linux.ErrnoException;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.notice.Notice.Kind;

/**
 * Tells of notices, in keepalived's order: the script of what happened, {@code notify}, the FIFOs, mail. Each is only
 * handed over here, to be done elsewhere. On the loop's thread alone.
 */
final class Notifier implements Consumer<Notice> {
    private final NotifyScripts scripts;
    private final Letters letters = new Letters();
    private final Mailer mailer;
    private final Reading reading;
    private final Map<Of, Notice> states = new LinkedHashMap<>();
    private List<Outlet> outlets = List.of();
    private final List<FifoWriter> gone = new ArrayList<>();
    private Plan plan = Plan.NONE;
    private Audience former = Audience.NONE;

    private record Of(Notice.Subject subject, String name, boolean state) {
        static Of of(Notice notice) {
            return new Of(notice.subject(), notice.name(), Listener.isState(notice.kind()));
        }
    }

    /** Starts the programs that read FIFOs. */
    private record Reading(Scripts scripts, Wakeups wakeups, Journal journal, Map<Outlet, FifoReader> readers) {
        void begin(Outlet outlet, Command command) {
            FifoReader reader = new FifoReader(command, outlet.writer().path(), scripts, wakeups, journal);
            readers.put(outlet, reader);
            reader.start();
        }

        void end(Outlet outlet) {
            FifoReader reader = readers.remove(outlet);
            if (reader != null) {
                reader.end();
            }
        }
    }

    /**
     * What a configuration says about telling.
     *
     * @param patience how long a script may go on that a newer state waits for
     * @param mail whether there is a mail server, and somebody to be mailed
     * @param mailFaults whether FAULT is mailed
     */
    record Plan(Audience audience, Duration patience, boolean mail, boolean mailFaults) {
        static final Plan NONE = new Plan(Audience.NONE, Duration.ofSeconds(30), false, false);
    }

    Notifier(Loop loop, Scripts scripts, Mailer mailer, Journal journal) throws ErrnoException {
        Wakeups wakeups = new Wakeups(loop);
        this.scripts = new NotifyScripts(scripts, wakeups, journal, Plan.NONE.patience());
        reading = new Reading(scripts, wakeups, journal, new LinkedHashMap<>());
        this.mailer = mailer;
    }

    /** Goes on by another plan; who listened by the last one is told of what the change takes away. */
    void plan(Plan next, List<Outlet> open) {
        former = plan.audience();
        plan = next;
        scripts.patience(next.patience());
        outlets.stream().filter(outlet -> !open.contains(outlet)).forEach(reading::end);
        outlets.stream()
                .map(Outlet::writer)
                .filter(writer ->
                        open.stream().noneMatch(outlet -> outlet.writer().equals(writer)))
                .forEach(gone::add);
        open.stream()
                .filter(outlet -> !outlets.contains(outlet))
                .forEach(outlet -> outlet.script().ifPresent(command -> reading.begin(outlet, command)));
        outlets = List.copyOf(open);
    }

    @Override
    public void accept(Notice happened) {
        plan.audience().listener(happened).or(() -> former.listener(happened)).ifPresent(listener -> {
            Notice notice = listener.told(happened);
            scripts.tell(notice, listener.calls(notice));
            write(notice, listener);
            mail(notice, listener);
        });
        if (happened.kind() == Kind.DELETED) {
            letters.forget(happened);
            states.remove(Of.of(happened));
        }
    }

    private void write(Notice notice, Listener listener) {
        boolean told = switch (notice.kind()) {
            case MASTER, BACKUP, FAULT, STOP, DELETED, MASTER_RX_LOWER_PRI -> true;
            case MASTER_PRIORITY, BACKUP_PRIORITY -> listener.priorityChanges();
        };
        if (told) {
            write(notice);
        }
        if (Listener.isState(notice.kind())) {
            states.put(Of.of(notice), notice);
        }
    }

    private void write(Notice notice) {
        String line = notice.subject() + " \"" + notice.name() + "\" " + notice.kind() + " " + notice.priority();
        outlets.forEach(outlet -> outlet.writer().write(Of.of(notice), line));
    }

    /** Writes the last state of everybody, for who starts to read. */
    void writeStates() {
        List.copyOf(states.values()).forEach(this::write);
    }

    private void mail(Notice notice, Listener listener) {
        if (!plan.mail() || !listener.mail() || (notice.kind() == Kind.FAULT && !plan.mailFaults())) {
            return;
        }
        Optional<Letter> letter = letters.letter(notice, ZonedDateTime.now(ZoneId.systemDefault()));
        letter.ifPresent(written -> mailer.mail(Letters.object(notice), written));
    }

    /** The FIFOs that are no longer configured. */
    List<FifoWriter> takeGone() {
        List<FifoWriter> taken = List.copyOf(gone);
        gone.clear();
        return taken;
    }

    /** Ends the programs that read FIFOs. */
    void endReaders() {
        outlets.forEach(reading::end);
    }

    /** See {@link NotifyScripts#finish}. */
    NotifyScripts.Ending finishScripts(Duration hurry) {
        return scripts.finish(hurry);
    }
}
