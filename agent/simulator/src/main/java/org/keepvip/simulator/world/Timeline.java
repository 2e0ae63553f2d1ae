package org.keepvip.simulator.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is still to happen, in the order (time, sequence): two things at one instant happen in the order in which they
 * were planned. Times are nanoseconds of world time, from 0.
 */
public final class Timeline {
    private long[] times = new long[256];
    private long[] sequences = new long[256];
    private @Nullable Runnable[] happenings = new Runnable[256];
    private int size;
    private long planned;
    private long now;
    private boolean stopped;

    /** The present, in nanoseconds since the world began. */
    public long now() {
        return now;
    }

    /** Lets {@code happening} happen at {@code time}; a time in the past means now. */
    public void at(long time, Runnable happening) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            sequences = Arrays.copyOf(sequences, size * 2);
            happenings = Arrays.copyOf(happenings, size * 2);
        }
        int hole = size++;
        long when = Math.max(time, now);
        long sequence = planned++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (before(parent, when, sequence)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, when, sequence, happening);
    }

    /** Nothing more happens. */
    void stop() {
        stopped = true;
    }

    /** Lets happen all that is planned up to {@code end}, included. */
    public void runUntil(long end) {
        while (size > 0 && times[0] <= end && !stopped) {
            now = times[0];
            Runnable next = happenings[0];
            removeFirst();
            if (next != null) {
                next.run();
            }
        }
        now = end;
    }

    private void removeFirst() {
        size--;
        long when = times[size];
        long sequence = sequences[size];
        Runnable last = happenings[size];
        happenings[size] = null;
        if (size == 0) {
            return;
        }
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && before(child + 1, times[child], sequences[child])) {
                child++;
            }
            if (!before(child, when, sequence)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, when, sequence, last);
    }

    private boolean before(int index, long time, long sequence) {
        return times[index] < time || (times[index] == time && sequences[index] < sequence);
    }

    private void move(int from, int to) {
        put(to, times[from], sequences[from], happenings[from]);
    }

    private void put(int index, long time, long sequence, @Nullable Runnable happening) {
        times[index] = time;
        sequences[index] = sequence;
        happenings[index] = happening;
    }
}
