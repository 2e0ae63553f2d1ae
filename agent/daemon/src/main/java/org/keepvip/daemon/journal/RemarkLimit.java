package org.keepvip.daemon.journal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Keeps anybody who can send us a packet from writing our log: each remark at most once a minute, and all of them
 * together at most so many times. What was left out is told with the next that is not. On the loop's thread alone.
 */
public final class RemarkLimit {
    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int most;
    private final Set<String> told = new HashSet<>();
    private long windowEnd = Long.MIN_VALUE;
    private int lines;
    private long leftOut;

    /** At most {@code most} lines a minute. */
    public RemarkLimit(int most) {
        this.most = most;
    }

    /** The line to write for {@code remark} at {@code now}, in nanoseconds of a clock that never steps; empty for none. */
    public Optional<String> line(String remark, long now) {
        if (now >= windowEnd) {
            windowEnd = now + WINDOW_NANOS;
            lines = 0;
            told.clear();
        }
        if (lines >= most || !told.add(remark)) {
            leftOut++;
            return Optional.empty();
        }
        lines++;
        String more = leftOut == 0 ? "" : " (" + leftOut + " more like it were left out before)";
        leftOut = 0;
        return Optional.of(remark + more);
    }
}
