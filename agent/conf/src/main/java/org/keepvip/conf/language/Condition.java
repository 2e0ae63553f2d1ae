package org.keepvip.conf.language;

import java.util.Optional;
import java.util.function.Consumer;

/** <code>@id text</code> and <code>@^id text</code>: a line for one machine, or for all others. */
final class Condition {
    private Condition() {}

    /** The text of a line that starts with <code>@</code>, when it is for this machine. */
    static Optional<LineText> text(LineText line, String configId, Consumer<Problem> problems) {
        int start = line.text().startsWith("^", 1) ? 2 : 1;
        int end = Space.find(line.text(), start);
        if (end == start || end == line.length()) {
            problems.accept(Problem.error(
                            Kind.GENERAL,
                            line.location(),
                            "the condition lacks its id or its text; the line is ignored")
                    .expecting("@id text, or @^id text for every other id"));
            return Optional.empty();
        }
        boolean isOurs = line.text().substring(start, end).equals(configId);
        return isOurs == (start == 1) ? Optional.of(line.after(end).stripped()) : Optional.empty();
    }
}
