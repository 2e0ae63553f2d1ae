package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A TCP congestion control algorithm.
 *
 * @param name at most 15 characters
 * @param locked no socket may choose another
 */
@Spelled(
        argument = "[lock] NAME",
        expected = "a congestion control algorithm of at most 15 characters, lock before it or not",
        leading = {"lock"})
public record Congestion(String name, boolean locked) {
    private static final String LOCK = "lock ";
    private static final int LONGEST = 15;

    /** What {@code text} says. */
    public static Optional<Congestion> parse(String text) {
        boolean locked = text.startsWith(LOCK);
        String name = locked ? text.substring(LOCK.length()) : text;
        return name.isEmpty() || name.length() > LONGEST ? Optional.empty() : Optional.of(new Congestion(name, locked));
    }

    @Override
    public String toString() {
        return (locked ? LOCK : "") + name;
    }
}
