package org.keepvip.conf.keyword;

import java.util.Map;
import org.keepvip.conf.language.Location;

/**
 * A line of a list block and where it stands.
 *
 * @param first where its first word stands
 * @param options where the argument of each written option stands, or the option itself when it takes none
 * @param <R> the record of its kind
 */
public record Line<R extends Record>(R value, Location first, Map<String, Location> options) {
    /** Where to point for {@code option}; the line's first word when it is not written. */
    public Location at(String option) {
        return options.getOrDefault(option, first);
    }
}
