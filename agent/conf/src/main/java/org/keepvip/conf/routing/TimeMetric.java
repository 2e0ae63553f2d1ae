package org.keepvip.conf.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keepvip.conf.keyword.Spelled;

/**
 * A time that the kernel otherwise learns by itself.
 *
 * @param number milliseconds when {@code timed}, else in the unit the kernel keeps it in
 * @param timed whether it was written with s or ms
 * @param locked the kernel does not change it
 */
@Spelled(
        argument = "[lock] NUMBER[s|ms]",
        expected = "a time such as 200ms or 1.5s, or the kernel's number, lock before it or not",
        leading = {"lock"})
public record TimeMetric(long number, boolean timed, boolean locked) {
    private static final Pattern FORM =
            Pattern.compile("(lock )?(\\d{1,10}(?:\\.\\d{1,9})?)(s|ms|sec|msec|msecs|secs)?");
    private static final long MOST = 0xFFFF_FFFFL;

    /** What {@code text} says. A part of a millisecond counts as one. */
    public static Optional<TimeMetric> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean locked = matcher.group(1) != null;
        BigDecimal number = new BigDecimal(matcher.group(2));
        String unit = matcher.group(3);
        if (unit == null) {
            return Optional.of(number)
                    .filter(whole -> whole.scale() == 0 && whole.longValueExact() <= MOST)
                    .map(whole -> new TimeMetric(whole.longValueExact(), false, locked));
        }
        BigDecimal factor = BigDecimal.valueOf(unit.startsWith("m") ? 1 : 1000);
        BigDecimal milliseconds = number.multiply(factor).setScale(0, RoundingMode.CEILING);
        return Optional.of(milliseconds)
                .filter(whole -> whole.longValueExact() <= MOST / 8)
                .map(whole -> new TimeMetric(whole.longValueExact(), true, locked));
    }

    /** In the kernel's unit, of which {@code parts} make a millisecond. */
    public long value(int parts) {
        return timed ? number * parts : number;
    }

    @Override
    public String toString() {
        return (locked ? "lock " : "") + number + (timed ? "ms" : "");
    }
}
