package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * The realms of a route or rule (rt_realms), which the kernel keeps in one number of 32 bits.
 *
 * @param source the realm packets come from; empty when only the other is written
 * @param destination the realm packets go to
 */
@Spelled(argument = "[REALM/]REALM", expected = "a realm, or two with a / between")
public record Realms(Optional<Name> source, Name destination) {
    /** What {@code text} names. */
    public static Optional<Realms> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.of(new Realms(Optional.empty(), new Name(text)));
        }
        return slash == 0 || slash == text.length() - 1
                ? Optional.empty()
                : Optional.of(new Realms(
                        Optional.of(new Name(text.substring(0, slash))), new Name(text.substring(slash + 1))));
    }

    /** The kernel's number (RTA_FLOW). */
    public int value() {
        return source.map(Name::value).orElse(0) << 16 | destination.value();
    }

    @Override
    public String toString() {
        return source.map(name -> name + "/").orElse("") + destination;
    }
}
