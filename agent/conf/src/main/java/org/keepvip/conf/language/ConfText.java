package org.keepvip.conf.language;

import java.util.List;

/**
 * A configuration, read into words and braces.
 *
 * @param pieces in the order keepalived would meet them
 * @param end where the text ends, for what is missing there
 * @param files the files that were read, in order, each once
 * @param problems what is wrong with the text itself
 */
public record ConfText(List<Piece> pieces, Location end, List<String> files, List<Problem> problems) {
    /** Keeps its own copies. */
    public ConfText {
        pieces = List.copyOf(pieces);
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }
}
