package org.keepvip.daemon.notification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Command;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.script.Job;
import org.keepvip.daemon.script.Outcome;
import org.keepvip.daemon.script.Run;
import org.keepvip.daemon.script.Scripts;

/** The program that reads a FIFO, started again when it ends. On the loop's thread alone. */
final class FifoReader {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Job job;
    private final Scripts scripts;
    private final Wakeups wakeups;
    private final Journal journal;
    private Duration pause = FIRST_PAUSE;
    private long startedNanos;
    private @Nullable Run running;
    private Wakeups.@Nullable Wakeup again;

    FifoReader(Command command, Path fifo, Scripts scripts, Wakeups wakeups, Journal journal) {
        job = new Job(command, List.of(fifo.toString()), Optional.empty(), false);
        this.scripts = scripts;
        this.wakeups = wakeups;
        this.journal = journal;
    }

    void start() {
        startedNanos = System.nanoTime();
        running = scripts.run(job, this::over);
    }

    private void over(Outcome outcome) {
        running = null;
        if (System.nanoTime() - startedNanos > LONGEST_PAUSE.toNanos()) {
            pause = FIRST_PAUSE;
        }
        journal.warning(
                job.command().program() + ", which reads " + job.arguments().getFirst() + ", ended (" + outcome.text()
                        + "); it is started again in " + pause.toSeconds() + " s");
        again = wakeups.after(pause, this::start);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    /** Asks it to end, with TERM, and makes it. */
    void end() {
        if (again != null) {
            again.callOff();
        }
        if (running != null) {
            running.end();
        }
    }
}
