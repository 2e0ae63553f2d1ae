package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/** On or off, in two words of ip-route(8). */
@Spelled(argument = "enabled|disabled", expected = "enabled or disabled")
public record Enabled(boolean on) {
    /** What {@code text} says. */
    public static Optional<Enabled> parse(String text) {
        return switch (text) {
            case "enabled" -> Optional.of(new Enabled(true));
            case "disabled" -> Optional.of(new Enabled(false));
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return on ? "enabled" : "disabled";
    }
}
