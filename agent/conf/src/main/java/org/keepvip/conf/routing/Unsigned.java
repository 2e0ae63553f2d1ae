package org.keepvip.conf.routing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.keepvip.conf.keyword.Spelled;

/**
 * A number of 32 bits in C's notation: decimal, 0x and hexadecimal, or 0 and octal.
 *
 * @param value 0 to 4294967295
 */
@Spelled(argument = "0..4294967295", expected = "a number up to 4294967295, decimal or 0x and hexadecimal")
public record Unsigned(long value) {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9]\\d{0,9}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,8}");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]{1,11}");
    private static final long MOST = 0xFFFF_FFFFL;

    /** The number written in {@code text}. */
    public static Optional<Unsigned> parse(String text) {
        Optional<Long> value = Optional.empty();
        if (DECIMAL.matcher(text).matches()) {
            value = Optional.of(Long.parseLong(text));
        } else if (HEXADECIMAL.matcher(text).matches()) {
            value = Optional.of(Long.parseLong(text.substring(2), 16));
        } else if (OCTAL.matcher(text).matches()) {
            value = Optional.of(Long.parseLong(text, 8));
        }
        return value.filter(number -> number <= MOST).map(Unsigned::new);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
