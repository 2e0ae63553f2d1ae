package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line that runs a command, which are cut in another way than those of other lines: both kinds of quotation marks
 * count, and what they enclose joins its neighbours, as in a shell.
 */
public final class ScriptWords {
    private ScriptWords() {}

    /** Placeholder until the rules are in place: the words as the other lines have them. */
    public static List<Word> split(Piece.Words line) {
        return new ArrayList<>(line.words());
    }
}
