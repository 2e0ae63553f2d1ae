package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A number of the kernel's that iproute2 has names for: a table, a protocol, a scope, a realm, a field, a group. A line that
 * has been completed has the number.
 *
 * @param text the name, or the number in C's notation
 */
@Spelled(argument = "NAME|NUMBER", expected = "a name that iproute2 knows, or a number")
public record Name(String text) {
    /** That number. */
    public static Name of(long number) {
        return new Name(Long.toString(number));
    }

    /** Any word. */
    public static Optional<Name> parse(String text) {
        return Optional.of(new Name(text));
    }

    /** The number, of 32 bits; empty when it is a name. */
    public Optional<Long> number() {
        return Unsigned.parse(text).map(Unsigned::value);
    }

    /** The number of a completed line's name. */
    public int value() {
        return number().orElseThrow(() -> new IllegalStateException(text + " has not been looked up"))
                .intValue();
    }

    @Override
    public String toString() {
        return text;
    }
}
