package org.keepvip.bench.theory;

import java.time.Duration;

/**
 * The timers of one router, from the RFCs' formulas and not from anybody's code.
 *
 * @param version 2 or 3
 * @param interval the advertisement interval in force
 * @param priority 1 to 255
 */
public record Timers(int version, Duration interval, int priority) {
    private static final int DOWN_ADVERTS = 3;

    /** Skew_Time: RFC 3768 section 6.1 in seconds whatever the interval, RFC 9568 section 6.1 scaled by it. */
    public Duration skew() {
        Duration unit = version == 2 ? Duration.ofSeconds(1) : interval;
        return unit.multipliedBy(256L - priority).dividedBy(256);
    }

    /** Master_Down_Interval (RFC 3768 section 6.1), Active_Down_Interval (RFC 9568 section 6.1). */
    public Duration down() {
        return interval.multipliedBy(DOWN_ADVERTS).plus(skew());
    }
}
