package org.keepvip.conf.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a configuration and everything it includes, line by line, into words and braces. */
public final class ConfReader {
    /** A longer line is not read, as in keepalived; in octets, the line's end not counted. */
    static final int LONGEST_LINE = 1023;

    private final SourceFiles files;
    private final Surroundings around;
    private final List<Problem> problems = new ArrayList<>();
    private final Budget budget = new Budget(this::report);
    private final Definitions definitions;
    private final Includes includes;
    private final Output output;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<String> open = new ArrayList<>();
    private @Nullable Draft draft;
    private Location end;
    private int depth;

    /** A definition of several lines whose last line has not been read. */
    private record Draft(String name, Location at, List<LineText> lines) {}

    private ConfReader(String pattern, SourceFiles files, Surroundings around) {
        this.files = files;
        this.around = around;
        this.definitions = new Definitions(around, this::report);
        this.includes = new Includes(files, around, this::report);
        this.output = new Output(definitions, includes, this::report);
        this.end = Location.whole(pattern);
    }

    /**
     * Reads a configuration. Whatever is wrong with it is among the problems of the result.
     *
     * @param pattern the name of a file, or a shell pattern whose matches are read one after the other
     */
    public static ConfText read(String pattern, SourceFiles files, Surroundings around) {
        ConfReader reader = new ConfReader(pattern, files, around);
        for (String name : reader.includes.mainFiles(pattern)) {
            reader.file(name, around.checks(), null);
        }
        return new ConfText(reader.output.pieces(), reader.end, List.copyOf(reader.names), reader.problems);
    }

    private void report(Problem problem) {
        if (problems.size() < Budget.PROBLEMS) {
            problems.add(problem);
        } else if (problems.size() == Budget.PROBLEMS) {
            problems.add(Problem.error(
                    problem.kind(), problem.location(), "there are more problems from here on, which are not shown"));
        }
    }

    private void file(String name, IncludeChecks checks, Via.@Nullable Included via) {
        Location at = via == null ? Location.whole(name) : via.at();
        if (open.contains(name) || open.size() >= Budget.DEPTH) {
            String why = open.contains(name) ? " includes itself; it is not read again" : " is included too deeply";
            report(Problem.error(Kind.GENERAL, at, name + why)
                    .fix("remove one of the includes: " + String.join(" -> ", open) + " -> " + name));
            return;
        }
        switch (files.read(name)) {
            case SourceFiles.Content.Text(String text) -> {
                names.add(name);
                open.add(name);
                definitions.directory(includes.enter(name));
                lines(name, text, via);
                open.removeLast();
                definitions.directory(includes.leave());
            }
            case SourceFiles.Content.Skipped(String reason) ->
                report(Includes.missing(checks.read(), at, name + " is not read: " + reason));
        }
    }

    private void lines(String name, String text, @Nullable Via via) {
        String[] lines = text.split("\n", -1);
        int count = text.endsWith("\n") ? lines.length - 1 : lines.length;
        for (int i = 0; i < count && !budget.isSpent(); i++) {
            SourceLine line = new SourceLine(name, i + 1, lines[i], via);
            if (via == null) {
                end = line.at(lines[i].length() + 1, 0);
            }
            typed(LineText.of(line));
        }
        if (draft != null) {
            report(Problem.error(Kind.GENERAL, draft.at, "the file ends inside the definition of " + draft.name)
                    .fix("leave out the \\ at the end of its last line"));
            define(draft);
        }
    }

    private void typed(LineText line) {
        boolean isLong = line.length() > LONGEST_LINE / 3
                && line.text().getBytes(StandardCharsets.UTF_8).length
                        > LONGEST_LINE + (line.text().endsWith("\r") ? 1 : 0);
        if (isLong || line.text().indexOf('\0') >= 0) {
            String what = isLong ? "is longer than " + LONGEST_LINE + " characters" : "contains a NUL character";
            report(Problem.error(
                    Kind.GENERAL,
                    line.location(0, isLong ? 0 : line.length()),
                    "the line " + what + "; it is ignored"));
            return;
        }
        LineText text = Lexer.withoutComment(line);
        if (draft == null) {
            line(text);
        } else if (budget.allows(text)) {
            continueDraft(draft, text);
        }
    }

    private void continueDraft(Draft current, LineText text) {
        boolean goesOn = text.text().endsWith("\\");
        current.lines.add(goesOn ? text.part(0, text.length() - 1).stripped() : text);
        if (!goesOn) {
            define(current);
        }
    }

    private void define(Draft finished) {
        definitions.define(finished.name, new Definition(finished.lines));
        draft = null;
    }

    /** A line without comment: typed, or out of a definition or a generator. */
    private void line(LineText line) {
        if (!budget.allows(line) || !budget.allows(depth, line)) {
            return;
        }
        depth++;
        Expansion expansion = new Expansion(definitions, this::report);
        Optional<LineText> rest = Optional.of(line);
        while (rest.isPresent() && !rest.get().isEmpty() && !isDone(rest.get())) {
            LineText text = rest.get();
            if (text.at(0) == '@') {
                rest = Condition.text(text, around.configId(), this::report);
            } else {
                rest = expansion.step(text);
                if (rest.isPresent() && rest.get() == text) {
                    words(text);
                    break;
                }
            }
        }
        expansion.moreLines().forEach(this::line);
        depth--;
    }

    /** Handles a line that is a definition or a generator. */
    private boolean isDone(LineText line) {
        int name = line.text().startsWith("$") ? Names.end(line.text(), 1) : 0;
        if (name > 1 && line.text().startsWith("=", name)) {
            definition(
                    line, line.text().substring(1, name), line.after(name + 1).stripped());
            return true;
        }
        if (Generator.starts(line.text())) {
            Generator.of(line, text -> expanded(line, text), this::report)
                    .ifPresent(generator -> generate(generator, line.location()));
            return true;
        }
        return false;
    }

    private void definition(LineText line, String name, LineText value) {
        if (!value.text().endsWith("\\")) {
            definitions.define(name, new Definition(List.of(value)));
            return;
        }
        LineText first = value.part(0, value.length() - 1).stripped();
        draft = new Draft(name, line.location(0, name.length() + 1), new ArrayList<>());
        if (!first.isEmpty()) {
            draft.lines.add(first);
        }
    }

    private String expanded(LineText line, String text) {
        Expansion expansion = new Expansion(definitions, this::report);
        return expansion
                .all(LineText.of(line.line()).replaced(0, line.line().text().length(), text))
                .text();
    }

    private void generate(Generator generator, Location at) {
        for (long round = 0; round < generator.rounds() && !budget.isSpent(); round++) {
            List<String> values = generator.values().apply(round);
            boolean isSecret =
                    Secrets.start(generator.text().text()) < generator.text().length();
            Via via = new Via.Generated(isSecret ? "one round" : generator.round(values), at);
            for (int i = 0; i < values.size(); i++) {
                definitions.define(
                        generator.names().get(i),
                        new Definition(List.of(LineText.of(new SourceLine("", 0, values.get(i), via)))));
            }
            line(generator.text().via(via));
        }
    }

    /** A line in which nothing is left to expand. */
    private void words(LineText line) {
        Optional<Includes.Line> include = Includes.Line.of(line);
        if (include.isEmpty()) {
            output.line(line);
            return;
        }
        IncludeChecks checks = includes.checks(include.get());
        for (String name : includes.files(include.get())) {
            file(name, checks, new Via.Included(line.location()));
        }
    }
}
