package org.keepvip.daemon.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.Wakeup;
import org.keepvip.linux.process.ProcessMonitor;
import org.keepvip.linux.time.BootClock;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.tracking.ProcessForm;
import org.keepvip.vrrp.tracking.Quorum;
import org.keepvip.vrrp.tracking.Reading;

/**
 * Counts processes, on a thread of its own: reading a command line can wait for a process that pages in from a dead disk.
 * The kernel tells of processes in the initial network namespace; where it does not, /proc is looked at every second.
 */
final class ProcessTracker implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    private static final int DATAGRAMS = 1024;
    private static final Duration OFTEN = Duration.ofSeconds(1);
    /** Though all was told, for what was not. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /**
     * What is counted.
     *
     * @param name of the block
     */
    record Wanted(String name, ProcessForm form, Quorum quorum) {}

    /** The kernel's queue for us: its size in octets, 0 for the kernel's default, and whether beyond net.core.rmem_max. */
    record Queue(int octets, boolean beyondLimit) {}

    private final Queue queue;
    private final BiConsumer<String, Reading> report;
    private final Journal journal;
    private final Wakeup wakeup;
    private final BootClock clock = new BootClock();
    private volatile List<Wanted> wanted;
    private volatile boolean closed;
    private List<Wanted> counted = List.of();
    private final Map<Wanted, Quorum.Headcount> headcounts = new HashMap<>();
    private ProcessTable table = new ProcessTable(PROC, List.of());
    private Moment scanned = new Moment(0);
    private @Nullable ProcessMonitor monitor;

    private ProcessTracker(
            List<Wanted> wanted, Queue queue, BiConsumer<String, Reading> report, Journal journal, Wakeup wakeup) {
        this.wanted = List.copyOf(wanted);
        this.queue = queue;
        this.report = report;
        this.journal = journal;
        this.wakeup = wakeup;
    }

    /**
     * Begins, in the network namespace of the process.
     *
     * @param report is called, on the tracker's thread, with the name of a block and whether it is up, at first and
     *     whenever that changes
     */
    static ProcessTracker start(List<Wanted> wanted, Queue queue, BiConsumer<String, Reading> report, Journal journal)
            throws ErrnoException {
        ProcessTracker tracker = new ProcessTracker(wanted, queue, report, journal, Wakeup.open());
        Thread.ofPlatform().daemon().name("keepvip-processes").start(tracker::run);
        return tracker;
    }

    /** Counts these from now on; those that were counted before go on. */
    void change(List<Wanted> next) {
        wanted = List.copyOf(next);
        wakeup.ring();
    }

    private void run() {
        try (wakeup) {
            listen();
            while (!closed) {
                turn();
            }
        } catch (IOException e) {
            journal.error("vrrp_track_process: processes are not counted any more: " + e.getMessage());
        } finally {
            if (monitor != null) {
                monitor.close();
            }
        }
    }

    private void listen() {
        try {
            monitor = ProcessMonitor.open(queue.octets(), queue.beyondLimit());
        } catch (ErrnoException e) {
            String why = e.errno() == Errno.EOPNOTSUPP
                    ? "the kernel tells of processes in the initial network namespace only"
                    : e.getMessage();
            journal.warning("vrrp_track_process: /proc is looked at every second, because " + why);
        }
    }

    private void turn() throws IOException {
        boolean lost = isOther(wanted);
        ProcessMonitor telling = monitor;
        Duration trusted = telling == null ? OFTEN : AGAIN;
        int[] fds = telling == null ? new int[] {wakeup.fd()} : new int[] {wakeup.fd(), telling.fd()};
        if (!lost && Poll.readable(patience(trusted), fds)) {
            wakeup.drain();
            if (telling != null) {
                lost = hear(telling);
            }
        }
        if (lost || !scanned.plus(trusted).isAfter(now())) {
            table.scan();
            scanned = now();
        }
        count();
    }

    /** Whether other processes are to be counted from now on. */
    private boolean isOther(List<Wanted> next) {
        if (next.equals(counted)) {
            return false;
        }
        counted = next;
        table = new ProcessTable(PROC, next.stream().map(Wanted::form).toList());
        headcounts.keySet().retainAll(next);
        return true;
    }

    /** Whether something was not told. */
    private boolean hear(ProcessMonitor telling) throws ErrnoException {
        boolean[] lost = new boolean[1];
        telling.receive(DATAGRAMS, happening -> lost[0] |= table.isLost(happening));
        return lost[0];
    }

    private void count() {
        Moment now = now();
        for (int i = 0; i < counted.size(); i++) {
            Wanted one = counted.get(i);
            int count = table.count(i);
            Quorum.Headcount before = headcounts.get(one);
            Quorum.Headcount next =
                    before == null ? one.quorum().first(count) : one.quorum().next(before, count, now);
            headcounts.put(one, next);
            boolean up = next.verdict().up();
            if (before == null || before.verdict().up() != up) {
                journal.info("vrrp_track_process " + one.name() + " is " + (up ? "up" : "down") + ", " + count
                        + (count == 1 ? " process" : " processes"));
                report.accept(one.name(), up ? new Reading.Up() : new Reading.Down());
            }
        }
    }

    /** Until a change that waits is to count, and no longer than {@code most}. */
    private Duration patience(Duration most) {
        Moment now = now();
        Moment until = now.plus(most);
        for (Quorum.Headcount headcount : headcounts.values()) {
            until = Moment.earliest(until, headcount.verdict().due());
        }
        return until.isAfter(now) ? now.until(until) : Duration.ZERO;
    }

    private Moment now() {
        return new Moment(clock.nanos());
    }

    @Override
    public void close() {
        closed = true;
        wakeup.ring();
    }
}
