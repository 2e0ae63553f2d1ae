package org.keepvip.conf.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Replaces the names in one line by what they stand for, the leftmost first, until none is left. */
final class Expansion {
    private final Definitions definitions;
    private final Consumer<Problem> problems;
    private final Deque<LineText> more = new ArrayDeque<>();
    private int replacements;

    Expansion(Definitions definitions, Consumer<Problem> problems) {
        this.definitions = definitions;
        this.problems = problems;
    }

    /** The further lines of the definitions of several lines that were used. */
    List<LineText> moreLines() {
        return new ArrayList<>(more);
    }

    /** The line with everything replaced; of definitions of several lines, the first one. */
    LineText all(LineText line) {
        LineText text = line;
        while (true) {
            Optional<LineText> next = step(text);
            if (next.isEmpty() || next.get() == text) {
                return text;
            }
            text = next.get();
        }
    }

    /** The line with one name replaced, the same line when there is none; nothing when it makes no sense and is dropped. */
    Optional<LineText> step(LineText line) {
        for (Use use : Use.all(line.text())) {
            if (use.form() != Use.Form.GLUED) {
                Optional<Definition> definition = definitions.of(use, line);
                if (definition.isPresent()) {
                    return replaced(line, use, definition.get());
                }
            }
        }
        return Optional.of(line);
    }

    private static boolean isInside(String name, LineText line) {
        return line.line().chain().stream()
                .anyMatch(step ->
                        step instanceof Via.Expanded expanded && expanded.name().equals(name));
    }

    private Optional<LineText> replaced(LineText line, Use use, Definition definition) {
        Location at = line.location(use.start(), use.end());
        List<LineText> further = definition.moreLines();
        if (!further.isEmpty() && use.end() < line.length()) {
            problems.accept(Problem.error(
                            Kind.GENERAL,
                            at,
                            "$" + use.name() + " has several lines, so that nothing may follow it; the line is ignored")
                    .fix("move what follows to a line of its own"));
            return Optional.empty();
        }
        if (!further.isEmpty() && isInside(use.name(), line)) {
            problems.accept(Problem.error(Kind.GENERAL, at, "$" + use.name() + " uses itself; the line is ignored"));
            return Optional.empty();
        }
        replacements++;
        LineText text = line.replaced(use.start(), use.end(), definition.firstLine());
        if (replacements > Budget.REPLACEMENTS || text.length() > ConfReader.LONGEST_LINE) {
            problems.accept(Problem.error(
                            Kind.GENERAL,
                            at,
                            "the line grows beyond " + ConfReader.LONGEST_LINE + " characters or " + Budget.REPLACEMENTS
                                    + " replacements with $" + use.name() + "; it is ignored")
                    .fix("look for a definition that uses itself"));
            return Optional.empty();
        }
        Via via = new Via.Expanded(use.name(), at);
        for (LineText next : further.reversed()) {
            more.addFirst(next.via(via));
        }
        return Optional.of(text);
    }
}
