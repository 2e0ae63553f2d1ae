package org.keepvip.daemon.script;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Command;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Alarm;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.ChildProcess;
import org.keepvip.linux.time.BootClock;

/**
 * Runs the configuration's commands. Starting one is another thread's work, and its end comes to the loop as a readable
 * descriptor, so that nothing a script does, or does not do, holds the loop up.
 */
public final class Scripts {
    private final Loop loop;
    private final Alarm alarm;
    private final BootClock clock = new BootClock();
    private final Launcher launcher;
    /** On the loop. */
    private final Slots<Run> active = new Slots<>();

    private @Nullable CompletableFuture<Void> allOver;

    private volatile @Nullable Known known;

    /** What is known of commands, and how to find out about others. */
    private record Known(Vetting vetting, Map<Command, Verdict> verdicts) {
        Verdict verdict(Command command) {
            return verdicts.computeIfAbsent(
                    command, asked -> vetting.finding(asked).verdict());
        }
    }

    /**
     * Scripts of which none can run before {@link #prepare}.
     *
     * @param environment what scripts get of it: all but what would change their libraries, or how a shell cuts words
     * @param namespace the network namespace they run in; empty for that of the process
     */
    public Scripts(Loop loop, Map<String, String> environment, Optional<String> namespace, Journal journal)
            throws ErrnoException {
        this.loop = loop;
        alarm = Alarm.open(loop, this::wake);
        launcher = new Launcher(environment, namespace, journal);
    }

    /**
     * Goes on with what vetting found, and with how it is done for commands it has not seen. From a thread that has no
     * deadlines and is ordinary in scheduling, as the programs will be.
     */
    public void prepare(Vetted vetted) {
        known = new Known(vetted.vetting(), new ConcurrentHashMap<>(vetted.verdicts()));
        launcher.start();
    }

    /**
     * Runs a command, on the loop.
     *
     * @param whenOver is told on the loop, once and later, what became of it
     */
    public Run run(Job job, Consumer<Outcome> whenOver) {
        Run run = new Run(job, this, whenOver);
        run.begin(active.take(run));
        launcher.execute(() -> launch(run, job));
        return run;
    }

    /** Ends every bound program that runs, on the loop; the result completes when all are gone. */
    public CompletableFuture<Void> end() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        allOver = gone;
        active.all().stream().filter(run -> run.job().bound()).forEach(Run::end);
        tellAllOver();
        return gone;
    }

    /** On the launcher's thread; a command of a former configuration may be asked for by what that one ends with. */
    private void launch(Run run, Job job) {
        Known now = known;
        if (now == null) {
            throw new IllegalStateException("nothing was prepared");
        }
        switch (now.verdict(job.command())) {
            case Verdict.Refused(Objection objection) -> loop.execute(() -> run.notStarted(objection.text()));
            case Program program -> {
                try {
                    ChildProcess child = launcher.launch(program, job.arguments(), job.bound());
                    loop.execute(() -> run.started(child));
                } catch (ErrnoException e) {
                    loop.execute(() -> run.notStarted(why(e)));
                }
            }
        }
    }

    private static String why(ErrnoException refusal) {
        String told = String.valueOf(refusal.getMessage());
        return refusal.errno() == Errno.ENOENT ? told + ": the file, or the interpreter it names, is missing" : told;
    }

    private void wake() {
        long now = clock.nanos();
        int slot;
        while ((slot = alarm.poll(now)) >= 0) {
            Run run = active.at(slot);
            if (run != null) {
                run.due();
            }
        }
        alarm.arm();
    }

    void wake(Run run, Duration after) {
        alarm.set(run.slot(), clock.nanos() + after.toNanos());
        alarm.arm();
    }

    void later(Runnable task) {
        loop.execute(task);
    }

    Loop.Watch watch(int fd, Runnable readable) {
        return loop.watch(fd, readable);
    }

    void forget(Run run) {
        alarm.set(run.slot(), Long.MAX_VALUE);
        active.free(run.slot());
        tellAllOver();
    }

    private void tellAllOver() {
        if (allOver != null && active.all().stream().noneMatch(run -> run.job().bound())) {
            allOver.complete(null);
        }
    }
}
