package org.keepvip.daemon.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.InitialValue;
import org.keepvip.conf.model.ProcessPattern;
import org.keepvip.conf.model.SocketBuffers;
import org.keepvip.conf.model.TrackFile;
import org.keepvip.conf.model.TrackProcess;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.vrrp.tracking.ProcessForm;
import org.keepvip.vrrp.tracking.Quorum;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** The files and processes of a configuration, followed. Not for two threads at once. */
public final class Trackers implements AutoCloseable {
    private final BiConsumer<Tracker, Reading> report;
    private final Journal journal;
    private final Map<TrackFile, FileTracker> files = new HashMap<>();
    private final Map<Tracker, Reading> last = new ConcurrentHashMap<>();
    private @Nullable ProcessTracker processes;

    /**
     * None yet.
     *
     * @param report is called, on any thread, with what a tracker says now
     */
    public Trackers(BiConsumer<Tracker, Reading> report, Journal journal) {
        this.report = report;
        this.journal = journal;
    }

    /** Follows those of {@code configuration}, and gives files their initial values. */
    public void start(Configuration configuration) {
        follow(configuration, true);
    }

    /** Follows those of {@code configuration} from now on; those that were followed before go on, and say again what they say. */
    public void change(Configuration configuration) {
        last.forEach(report);
        follow(configuration, false);
    }

    private void follow(Configuration configuration, boolean starting) {
        try {
            followFiles(configuration.files(), starting);
            followProcesses(configuration.processes(), configuration.globals().buffers());
        } catch (ErrnoException e) {
            journal.error("not everything that is tracked is followed: " + e.getMessage());
        }
    }

    private void followFiles(List<TrackFile> wanted, boolean starting) throws ErrnoException {
        files.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
                last.remove(tracker(entry.getKey()));
            }
            return gone;
        });
        for (TrackFile one : wanted) {
            if (one.file().isPresent() && !files.containsKey(one)) {
                Path path = Path.of(one.file().get());
                files.put(
                        one,
                        FileTracker.start(
                                one.name(),
                                path,
                                () -> one.initial().ifPresent(value -> initialise(path, value, starting)),
                                reading -> tell(tracker(one), reading),
                                journal));
            }
        }
    }

    private static Tracker tracker(TrackFile file) {
        return new Tracker(Tracker.Kind.FILE, file.name());
    }

    private void initialise(Path path, InitialValue value, boolean starting) {
        try {
            InitialFile.put(path, value.value(), value.overwrite() && starting);
        } catch (IOException e) {
            journal.warning("init_file: " + path + " cannot be given its first value: " + e);
        }
    }

    private void followProcesses(List<TrackProcess> wanted, SocketBuffers buffers) throws ErrnoException {
        List<ProcessTracker.Wanted> counted = wanted.stream()
                .flatMap(one -> one.process().map(pattern -> wanted(one, pattern)).stream())
                .toList();
        if (processes != null) {
            processes.change(counted);
        } else if (!counted.isEmpty()) {
            processes = ProcessTracker.start(
                    counted,
                    new ProcessTracker.Queue(buffers.processes(), buffers.processesForced()),
                    (name, reading) -> tell(new Tracker(Tracker.Kind.PROCESS, name), reading),
                    journal);
        }
    }

    private static ProcessTracker.Wanted wanted(TrackProcess one, ProcessPattern pattern) {
        Duration both = one.delay().orElse(Duration.ZERO);
        return new ProcessTracker.Wanted(
                one.name(),
                new ProcessForm(pattern.command(), pattern.parameters(), match(one, pattern)),
                new Quorum(
                        one.quorum(),
                        one.quorumMax().orElse(Quorum.UNLIMITED),
                        one.forkDelay().isZero() ? both : one.forkDelay(),
                        one.terminateDelay().isZero() ? both : one.terminateDelay()));
    }

    private static ProcessForm.Match match(TrackProcess one, ProcessPattern pattern) {
        return one.parameterMatch()
                .map(match -> switch (match) {
                    case EXACT -> ProcessForm.Match.EXACT;
                    case INITIAL -> ProcessForm.Match.INITIAL;
                    case PARTIAL -> ProcessForm.Match.PARTIAL;
                })
                .orElseGet(() -> {
                    if (!pattern.parameters().isEmpty()) {
                        return ProcessForm.Match.EXACT;
                    }
                    return one.fullCommand() ? ProcessForm.Match.COMMAND : ProcessForm.Match.NAME;
                });
    }

    private void tell(Tracker tracker, Reading reading) {
        last.put(tracker, reading);
        report.accept(tracker, reading);
    }

    @Override
    public void close() {
        files.values().forEach(FileTracker::close);
        files.clear();
        if (processes != null) {
            processes.close();
        }
    }
}
