package org.keepvip.daemon.script;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.ChildProcess;
import org.keepvip.linux.process.Ending;

/**
 * A program that runs, or is about to. On the loop's thread alone.
 *
 * <p>Whoever takes too long is told so twice: TERM to its process group, and KILL two seconds later. When the program
 * itself has ended by then, what is left of its group is killed at once.
 */
public final class Run {
    static final Duration GRACE = Duration.ofSeconds(2);
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    private final Job job;
    private final Scripts scripts;
    private final Consumer<Outcome> whenOver;

    private int slot;
    private Phase phase = Phase.STARTING;
    private @Nullable Runnable whenGone;
    private @Nullable ChildProcess child;
    private Loop.@Nullable Watch watch;

    private enum Phase {
        STARTING,
        RUNNING,
        /** It was asked to end, its outcome told. */
        ENDING,
        OVER
    }

    Run(Job job, Scripts scripts, Consumer<Outcome> whenOver) {
        this.job = job;
        this.scripts = scripts;
        this.whenOver = whenOver;
    }

    /** Whether the program runs, or is yet to be started. It may do so after its outcome was told, if that is a timeout. */
    public boolean isActive() {
        return phase != Phase.OVER;
    }

    /** As {@link #end()}; {@code gone} is called, on the loop and later, when nothing of it runs any more. */
    public void end(Runnable gone) {
        if (phase == Phase.OVER) {
            scripts.later(gone);
        } else {
            whenGone = gone;
            end();
        }
    }

    /** Asks the program to end, and makes it; its outcome is not told. */
    public void end() {
        switch (phase) {
            case STARTING, RUNNING -> {
                phase = Phase.ENDING;
                signal(SIGTERM);
                scripts.wake(this, GRACE);
            }
            case ENDING, OVER -> {}
        }
    }

    Job job() {
        return job;
    }

    int slot() {
        return slot;
    }

    /** A start may take any time, so that a limit counts from before it. */
    void begin(int number) {
        slot = number;
        job.limit().ifPresent(limit -> scripts.wake(this, limit));
    }

    void started(ChildProcess process) {
        child = process;
        watch = scripts.watch(process.fd(), this::ended);
        switch (phase) {
            case STARTING -> phase = Phase.RUNNING;
            case ENDING -> {
                signal(SIGTERM);
                scripts.wake(this, GRACE);
            }
            case RUNNING, OVER -> throw new IllegalStateException("started twice");
        }
    }

    void notStarted(String why) {
        boolean asked = phase == Phase.STARTING;
        over();
        if (asked) {
            whenOver.accept(new Outcome.NotStarted(why));
        }
    }

    /** What it was to be woken for has come. */
    void due() {
        switch (phase) {
            case STARTING, RUNNING -> {
                end();
                whenOver.accept(new Outcome.TimedOut(job.limit().orElseThrow()));
            }
            case ENDING -> signal(SIGKILL);
            case OVER -> {}
        }
    }

    private void ended() {
        ChildProcess process = child;
        if (process == null) {
            return;
        }
        boolean told = phase == Phase.ENDING;
        if (told) {
            process.signalGroup(SIGKILL);
        }
        Outcome outcome;
        try {
            Optional<Ending> ending = process.reap();
            if (ending.isEmpty()) {
                return;
            }
            outcome = new Outcome.Ended(ending.get());
        } catch (ErrnoException e) {
            outcome = new Outcome.NotStarted("how it ended is not known: " + e.getMessage());
        }
        over();
        if (!told) {
            whenOver.accept(outcome);
        }
    }

    private void over() {
        phase = Phase.OVER;
        if (watch != null) {
            watch.close();
        }
        if (child != null) {
            child.close();
        }
        scripts.forget(this);
        if (whenGone != null) {
            whenGone.run();
        }
    }

    private void signal(int number) {
        if (child != null) {
            child.signalGroup(number);
        }
    }
}
