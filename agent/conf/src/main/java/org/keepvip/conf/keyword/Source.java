package org.keepvip.conf.keyword;

import java.util.Map;
import org.keepvip.conf.language.Location;

/**
 * Where a block and its keywords stand in the file.
 *
 * @param place where the block opens
 * @param keywords where the argument of each written keyword stands
 */
public record Source(Location place, Map<String, Location> keywords) {
    /** Keeps its own copy. */
    public Source {
        keywords = Map.copyOf(keywords);
    }

    /** Whether the keyword was written. */
    public boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** Where to point for the keyword: its argument; where the block opens when it is not written. */
    public Location at(String keyword) {
        return keywords.getOrDefault(keyword, place);
    }
}
