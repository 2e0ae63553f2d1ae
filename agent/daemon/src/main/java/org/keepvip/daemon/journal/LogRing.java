package org.keepvip.daemon.journal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of log lines from any thread to one writer. Putting never waits and never blocks: when the writer
 * does not keep up, because its pipe is full or its disk hangs, lines are lost and counted.
 */
final class LogRing {
    private final AtomicReferenceArray<@Nullable LogLine> slots;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong head = new AtomicLong();
    private volatile @Nullable Thread writer;

    /** A ring of {@code capacity} lines. */
    LogRing(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
    }

    /** Puts the line, or counts it as lost when there is no room. */
    void put(LogLine line) {
        long place;
        do {
            place = tail.get();
            if (place - head.get() >= slots.length()) {
                dropped.incrementAndGet();
                return;
            }
        } while (!tail.compareAndSet(place, place + 1));
        slots.set((int) (place % slots.length()), line);
        LockSupport.unpark(writer);
    }

    /** The next line, waiting for one until interrupted; null then. To be called by one thread alone. */
    @Nullable LogLine take() {
        writer = Thread.currentThread();
        int index = (int) (head.get() % slots.length());
        LogLine line;
        // In this order: what was put before the interrupt is seen after it.
        boolean ending = Thread.currentThread().isInterrupted();
        while ((line = slots.get(index)) == null) {
            if (ending) {
                return null;
            }
            LockSupport.park(this);
            ending = Thread.currentThread().isInterrupted();
        }
        slots.set(index, null);
        head.incrementAndGet();
        return line;
    }

    /** How many lines were lost so far. */
    long dropped() {
        return dropped.get();
    }
}
