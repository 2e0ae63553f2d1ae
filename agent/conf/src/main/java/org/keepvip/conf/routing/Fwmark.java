package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A firewall mark.
 *
 * @param mark 0 to 4294967295
 * @param mask the bits of it that count
 */
@Spelled(argument = "MARK[/MASK]", expected = "a mark such as 0x10, or a mark and a mask such as 0x10/0xff")
public record Fwmark(Unsigned mark, Optional<Unsigned> mask) {
    /** What {@code text} says. */
    public static Optional<Fwmark> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Unsigned.parse(text).map(mark -> new Fwmark(mark, Optional.empty()));
        }
        Optional<Unsigned> mask = Unsigned.parse(text.substring(slash + 1));
        return Unsigned.parse(text.substring(0, slash))
                .filter(_ -> mask.isPresent())
                .map(mark -> new Fwmark(mark, mask));
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(mark.value())
                + mask.map(bits -> "/0x" + Long.toHexString(bits.value())).orElse("");
    }
}
