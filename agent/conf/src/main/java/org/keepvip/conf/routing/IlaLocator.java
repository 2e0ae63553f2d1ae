package org.keepvip.conf.routing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.keepvip.conf.keyword.Spelled;

/**
 * An identifier-locator address's upper half.
 *
 * @param bits in network order
 */
@Spelled(argument = "LOCATOR", expected = "four hexadecimal groups with : between, as 2001:db8:0:1")
public record IlaLocator(long bits) {
    private static final Pattern FORM = Pattern.compile("(?:[0-9a-fA-F]{1,4}:){3}[0-9a-fA-F]{1,4}");

    /** What {@code text} says. */
    public static Optional<IlaLocator> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        long bits = 0;
        for (String group : text.split(":", -1)) {
            bits = bits << 16 | Integer.parseInt(group, 16);
        }
        return Optional.of(new IlaLocator(bits));
    }

    @Override
    public String toString() {
        return Long.toHexString(bits >>> 48)
                + ":" + Long.toHexString(bits >>> 32 & 0xFFFF)
                + ":" + Long.toHexString(bits >>> 16 & 0xFFFF)
                + ":" + Long.toHexString(bits & 0xFFFF);
    }
}
