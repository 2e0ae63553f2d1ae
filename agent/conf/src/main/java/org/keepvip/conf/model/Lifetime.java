package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A preferred lifetime (IFA_CACHEINFO).
 *
 * @param seconds 0 to 4294967295; the largest means for ever
 */
@Spelled(argument = "SECONDS|forever", expected = "seconds or forever")
public record Lifetime(long seconds) {
    /** The kernel's INFINITY_LIFE_TIME. */
    public static final Lifetime FOREVER = new Lifetime(0xFFFF_FFFFL);

    @Override
    public String toString() {
        return equals(FOREVER) ? "forever" : Long.toString(seconds);
    }

    /** The lifetime that {@code word} says. */
    public static Optional<Lifetime> parse(String word) {
        if (word.equals("forever")) {
            return Optional.of(FOREVER);
        }
        return Optional.of(word)
                .filter(text -> text.matches("\\d{1,10}"))
                .map(Long::parseLong)
                .filter(seconds -> seconds <= FOREVER.seconds)
                .map(Lifetime::new);
    }
}
