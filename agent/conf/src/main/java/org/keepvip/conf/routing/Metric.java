package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A value that the kernel otherwise learns by itself.
 *
 * @param value 0 to 4294967295
 * @param locked the kernel does not change it
 */
@Spelled(
        argument = "[lock] 0..4294967295",
        expected = "a number up to 4294967295, lock before it or not",
        leading = {"lock"})
public record Metric(long value, boolean locked) {
    private static final String LOCK = "lock ";

    /** What {@code text} says. */
    public static Optional<Metric> parse(String text) {
        boolean locked = text.startsWith(LOCK);
        return Unsigned.parse(locked ? text.substring(LOCK.length()) : text)
                .map(number -> new Metric(number.value(), locked));
    }

    @Override
    public String toString() {
        return (locked ? LOCK : "") + value;
    }
}
