package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * What TCP does on a route (RTAX_FEATURE_*, linux/rtnetlink.h).
 *
 * @param bits 1 for ECN, the only one that a user may set
 */
@Spelled(argument = "ecn", expected = "ecn")
public record Features(int bits) {
    /** What {@code text} names. */
    public static Optional<Features> parse(String text) {
        return text.equals("ecn") ? Optional.of(new Features(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "ecn";
    }
}
