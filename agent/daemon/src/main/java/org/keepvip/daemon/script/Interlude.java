package org.keepvip.daemon.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.model.Command;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.process.ChildProcess;
import org.keepvip.linux.process.CurrentProcess;
import org.keepvip.linux.process.NetworkNamespace;

/** Runs a program while nothing else goes on: before the routers begin, or when they have ended. */
public final class Interlude {
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    private final Launcher launcher;
    private final Optional<String> namespace;
    private final Journal journal;

    /**
     * For programs with this environment.
     *
     * @param namespace the network namespace they run in; empty for that of the process
     */
    public Interlude(Map<String, String> environment, Optional<String> namespace, Journal journal) {
        launcher = new Launcher(environment, Optional.empty(), journal);
        this.namespace = namespace;
        this.journal = journal;
    }

    /**
     * Runs a command, waits for its end, and logs what became of it. Nothing depends on that: with keepalived, an agent
     * whose startup_script fails starts all the same.
     *
     * @param keyword what the command is for
     * @param limit after which it is ended
     */
    public void run(String keyword, Command command, Vetted vetted, Duration limit) {
        journal.info(keyword + " runs: " + command);
        Outcome outcome;
        try {
            outcome = NetworkNamespace.in(namespace, () -> outcome(command, vetted, limit));
        } catch (ErrnoException e) {
            outcome = new Outcome.NotStarted(String.valueOf(e.getMessage()));
        }
        if (outcome.isSuccess()) {
            journal.info(keyword + " " + outcome.text());
        } else {
            journal.warning(keyword + " " + outcome.text());
        }
    }

    private Outcome outcome(Command command, Vetted vetted, Duration limit) throws ErrnoException {
        return switch (vetted.verdict(command)) {
            case Verdict.Refused(Objection objection) -> new Outcome.NotStarted(objection.text());
            case Program program -> {
                CurrentProcess.keepEndings();
                try (ChildProcess child = launcher.launch(program, List.of(), true)) {
                    yield outcome(child, limit);
                }
            }
        };
    }

    private static Outcome outcome(ChildProcess child, Duration limit) throws ErrnoException {
        if (Poll.readable(child.fd(), limit)) {
            return new Outcome.Ended(child.reap().orElseThrow());
        }
        child.signalGroup(SIGTERM);
        boolean ended = Poll.readable(child.fd(), Run.GRACE);
        child.signalGroup(SIGKILL);
        if (ended || Poll.readable(child.fd(), Run.GRACE)) {
            child.reap();
        }
        return new Outcome.TimedOut(limit);
    }
}
