package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * An interface's name, 1 to 15 characters without a slash (IFNAMSIZ in net/if.h).
 *
 * @param name as written
 */
@Spelled(argument = "INTERFACE", expected = "an interface name of at most 15 characters without / and :")
public record InterfaceName(String name) {
    /** Most characters the kernel allows. */
    public static final int LONGEST = 15;

    /** Whether the kernel would take {@code text} for a name. */
    public static boolean isPossible(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().noneMatch(c -> c == '/' || c == ':' || Character.isWhitespace(c));
    }

    @Override
    public String toString() {
        return name;
    }

    /** The interface that {@code word} names. */
    public static Optional<InterfaceName> parse(String word) {
        return Optional.of(word).filter(InterfaceName::isPossible).map(InterfaceName::new);
    }
}
