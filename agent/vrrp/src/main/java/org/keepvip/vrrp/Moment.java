package org.keepvip.vrrp;

import java.time.Duration;

/**
 * A point on a clock that never steps and counts suspend (CLOCK_BOOTTIME).
 *
 * @param nanos nanoseconds since that clock's arbitrary origin
 */
public record Moment(long nanos) implements Comparable<Moment> {
    /** Later than every other moment. */
    public static final Moment NEVER = new Moment(Long.MAX_VALUE);

    public Moment plus(Duration duration) {
        return nanos == Long.MAX_VALUE ? NEVER : new Moment(nanos + duration.toNanos());
    }

    /** The time from here until {@code later}; negative when that is past. */
    public Duration until(Moment later) {
        return Duration.ofNanos(later.nanos - nanos);
    }

    public boolean isAfter(Moment other) {
        return nanos > other.nanos;
    }

    public boolean isBefore(Moment other) {
        return nanos < other.nanos;
    }

    /** The earlier of the two. */
    public static Moment earliest(Moment a, Moment b) {
        return a.nanos <= b.nanos ? a : b;
    }

    @Override
    public int compareTo(Moment other) {
        return Long.compare(nanos, other.nanos);
    }
}
