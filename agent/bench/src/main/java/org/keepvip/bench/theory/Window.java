package org.keepvip.bench.theory;

import java.time.Duration;
import java.util.Locale;

/**
 * What a measured span may be.
 *
 * @param earliest the shortest span allowed
 * @param latest the longest span allowed
 */
public record Window(Duration earliest, Duration latest) {
    /** A formula's value, with room before it for clocks and rounding and after it for scheduling and the wire. */
    public static Window around(Duration theory, Duration before, Duration after) {
        Duration earliest = theory.minus(before);
        return new Window(earliest.isNegative() ? Duration.ZERO : earliest, theory.plus(after));
    }

    /** Whether a measured span is allowed. */
    public boolean allows(Duration measured) {
        return measured.compareTo(earliest) >= 0 && measured.compareTo(latest) <= 0;
    }

    /** Seconds with milliseconds: {@code 3.569..3.649 s}. */
    @Override
    public String toString() {
        return "%s..%s s".formatted(seconds(earliest), seconds(latest));
    }

    /** A span in seconds with milliseconds. */
    public static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.3f", span.toNanos() / 1e9);
    }
}
