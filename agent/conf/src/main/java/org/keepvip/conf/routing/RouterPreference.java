package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * How an IPv6 route ranks among those of the same metric (RFC 4191 section 2.1).
 *
 * @param number 0 medium, 1 high, 3 low
 */
@Spelled(argument = "low|medium|high", expected = "low, medium or high")
public record RouterPreference(int number) {
    /** What {@code text} says. */
    public static Optional<RouterPreference> parse(String text) {
        return switch (text) {
            case "medium", "0" -> Optional.of(new RouterPreference(0));
            case "high", "1" -> Optional.of(new RouterPreference(1));
            case "low", "3" -> Optional.of(new RouterPreference(3));
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return switch (number) {
            case 1 -> "high";
            case 3 -> "low";
            default -> "medium";
        };
    }
}
