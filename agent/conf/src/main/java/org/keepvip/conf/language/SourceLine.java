package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One physical line of a file as it was typed.
 *
 * @param file the file's name as the operator would write it
 * @param number from 1; 0 for the file as a whole
 * @param text the line without its end
 * @param via what brought the line here: an include, a definition or a generator; null for a line of the main file
 */
public record SourceLine(
        String file, int number, String text, @Nullable Via via) {
    /** The file as a whole, where a problem has no line. */
    public static SourceLine whole(String file) {
        return new SourceLine(file, 0, "", null);
    }

    /** The place of {@code length} characters that start at column {@code column}. */
    public Location at(int column, int length) {
        return new Location(this, column, length);
    }

    /** The place of the whole line, leading and trailing space left out. */
    public Location location() {
        String shown = text.strip();
        return at(Math.max(text.indexOf(shown), 0) + 1, shown.length());
    }

    /** What brought the line here, the outermost step first. */
    public List<Via> chain() {
        List<Via> steps = new ArrayList<>();
        for (Via step = via; step != null; step = step.at().line().via()) {
            steps.add(step);
        }
        Collections.reverse(steps);
        return steps;
    }
}
