package org.keepvip.daemon.journal;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The log, from any thread, never waiting: a thread of its own writes the lines and says how many were lost. */
public final class Journal {
    private static final int CAPACITY = 4096;

    private final LogRing ring = new LogRing(CAPACITY);
    private final InstantSource clock;
    private final List<Sink> sinks;
    private final Thread writer;
    private long toldDropped;
    private long toldFailures;
    private final AtomicLong failures = new AtomicLong();

    Journal(List<Sink> sinks, InstantSource clock) {
        this.sinks = List.copyOf(sinks);
        this.clock = clock;
        writer = Thread.ofPlatform().daemon().name("keepvip-log").unstarted(this::write);
    }

    /**
     * A log to standard error, to the local syslog daemon, or both.
     *
     * @param facility syslog(3)'s number; of no meaning without {@code syslog}
     */
    public static Journal to(boolean console, boolean syslog, int facility) {
        List<Sink> sinks = new ArrayList<>();
        if (console) {
            sinks.add(Console.ofThisProcess());
        }
        if (syslog) {
            sinks.add(new Syslog(facility, ProcessHandle.current().pid()));
        }
        return new Journal(sinks, InstantSource.system());
    }

    /** Starts writing. */
    public void start() {
        writer.start();
    }

    /** Something that happens in good order. */
    public void info(String text) {
        put(LogLine.Level.INFO, text);
    }

    /** Something an operator should look at. */
    public void warning(String text) {
        put(LogLine.Level.WARNING, text);
    }

    /** Something that keeps the agent from doing its work. */
    public void error(String text) {
        put(LogLine.Level.ERROR, text);
    }

    /** How many lines were lost since the start, to all readers or to one. */
    public long dropped() {
        return ring.dropped() + failures.get();
    }

    /** Ends the log: waits until what was put is written, at most {@code patience}. */
    public void close(Duration patience) throws InterruptedException {
        writer.interrupt();
        if (writer.isAlive()) {
            writer.join(patience);
        }
    }

    private void put(LogLine.Level level, String text) {
        ring.put(new LogLine(clock.instant(), level, text));
    }

    private void write() {
        @Nullable LogLine line;
        while ((line = ring.take()) != null) {
            boolean written = send(line);
            if (written && failures.get() > toldFailures) {
                send(new LogLine(
                        clock.instant(),
                        LogLine.Level.WARNING,
                        (failures.get() - toldFailures) + " log lines could not be written"));
                toldFailures = failures.get();
            }
            long dropped = ring.dropped();
            if (dropped > toldDropped) {
                send(new LogLine(
                        clock.instant(),
                        LogLine.Level.WARNING,
                        (dropped - toldDropped) + " log lines lost: the log's reader is too slow"));
                toldDropped = dropped;
            }
        }
    }

    /** A closed pipe or a stopped syslogd: told when it works again; the other sinks go on. Whether all took the line. */
    private boolean send(LogLine line) {
        boolean written = true;
        for (Sink sink : sinks) {
            try {
                sink.write(line);
            } catch (IOException e) {
                failures.incrementAndGet();
                written = false;
            }
        }
        return written;
    }
}
