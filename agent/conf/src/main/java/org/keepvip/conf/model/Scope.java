package org.keepvip.conf.model;

import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * An address's scope, 0 to 255 (rtnetlink(7), rt_scope_t).
 *
 * @param number the kernel's number
 */
@Spelled(argument = "SCOPE", expected = "a scope (global, site, link, host, nowhere or 0..255)")
public record Scope(int number) {
    private static final Map<String, Integer> NAMES =
            Map.of("global", 0, "universe", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);

    /** The scope that {@code text} names, by the names of iproute2's rt_scopes or by number. */
    public static Optional<Scope> parse(String text) {
        Integer number = NAMES.get(text);
        if (number != null) {
            return Optional.of(new Scope(number));
        }
        return text.matches("\\d{1,3}") && Integer.parseInt(text) <= 255
                ? Optional.of(new Scope(Integer.parseInt(text)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "global";
            case 200 -> "site";
            case 253 -> "link";
            case 254 -> "host";
            case 255 -> "nowhere";
            default -> Integer.toString(number);
        };
    }
}
