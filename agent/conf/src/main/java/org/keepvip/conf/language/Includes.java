package org.keepvip.conf.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the files that an {@code include} line names, and says which it should have found. */
final class Includes {
    private static final String EXPECTED = "the name of a file, from the directory of this file, or a shell pattern";

    private final SourceFiles files;
    private final Surroundings around;
    private final Consumer<Problem> problems;
    /** The files being read, the innermost last. */
    private final Deque<Entered> entered = new ArrayDeque<>();

    private IncludeChecks checks;

    /** A file being read: its directory, and what was checked before it. */
    private record Entered(String directory, IncludeChecks before) {}

    /**
     * A line that includes files.
     *
     * @param keyword where the line starts
     * @param pattern the rest of the line, which is one pattern, whatever is in it
     * @param checks what this line asks to be checked
     */
    record Line(Location keyword, LineText pattern, IncludeChecks checks) {
        static Optional<Line> of(LineText line) {
            int end = Space.find(line.text(), 0);
            IncludeChecks checks = switch (line.text().substring(0, end)) {
                case "include" -> IncludeChecks.NONE;
                case "includer" -> new IncludeChecks(true, false, false, false);
                case "includem" -> new IncludeChecks(false, true, false, false);
                case "includew" -> new IncludeChecks(false, false, true, false);
                case "includeb" -> new IncludeChecks(false, false, false, true);
                case "includea" -> IncludeChecks.ALL;
                default -> null;
            };
            return checks == null
                    ? Optional.empty()
                    : Optional.of(
                            new Line(line.location(0, end), line.after(end).stripped(), checks));
        }
    }

    Includes(SourceFiles files, Surroundings around, Consumer<Problem> problems) {
        this.files = files;
        this.around = around;
        this.problems = problems;
        this.checks = around.checks();
    }

    /** Notes that a file is being read; its directory. */
    String enter(String file) {
        int slash = file.lastIndexOf('/');
        String directory = slash < 0 ? "" : slash == 0 ? "/" : file.substring(0, slash);
        entered.addLast(new Entered(directory, checks));
        return absolute(directory);
    }

    /** Notes that the innermost file has been read; the directory of the one around it. */
    String leave() {
        checks = entered.removeLast().before;
        return entered.isEmpty() ? "" : absolute(entered.getLast().directory);
    }

    private String absolute(String directory) {
        if (directory.isEmpty()) {
            return around.directory();
        }
        return directory.startsWith("/") ? directory : around.directory() + "/" + directory;
    }

    /** Obeys {@code include_check} with these words: names of checks, each switched on, or off behind {@code -}; none means all. */
    void check(List<String> words) {
        IncludeChecks changed = words.isEmpty() ? IncludeChecks.ALL : checks;
        if (!words.isEmpty() && words.stream().noneMatch(word -> word.startsWith("+") || word.startsWith("-"))) {
            changed = IncludeChecks.NONE;
        }
        for (String word : words) {
            boolean on = !word.startsWith("-");
            String name = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
            changed = changed.with(name, on);
        }
        checks = changed;
    }

    /** The files of the main pattern, which is relative to the working directory. */
    List<String> mainFiles(String pattern) {
        Set<String> found = new LinkedHashSet<>();
        for (String alternative : BracePattern.alternatives(pattern)) {
            found.addAll(files.glob(atHome(alternative)));
        }
        if (found.isEmpty()) {
            problems.accept(Problem.error(
                            checks.match() ? Kind.FILE_NOT_FOUND : Kind.ADVICE,
                            Location.whole(pattern),
                            "there is no such file")
                    .expecting("a configuration to read"));
        } else if (found.size() > 1 && !checks.equals(IncludeChecks.NONE)) {
            problems.accept(Problem.warning(
                    Kind.MULTIPLE_FILES, Location.whole(pattern), "the pattern matches " + found.size() + " files"));
        }
        return List.copyOf(found);
    }

    /** What is checked for a line. */
    IncludeChecks checks(Line line) {
        return checks.or(line.checks);
    }

    /** The existing files that a line includes, in the order of their names per alternative between braces. */
    List<String> files(Line line) {
        IncludeChecks asked = checks(line);
        String pattern = line.pattern.text();
        Location at = line.pattern.location();
        if (pattern.isEmpty()) {
            problems.accept(Problem.error(Kind.UNKNOWN_KEYWORD, line.keyword, "the include names no file")
                    .expecting(EXPECTED));
            return List.of();
        }
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> alternatives = BracePattern.alternatives(pattern);
        for (String alternative : alternatives) {
            List<String> matches = files.glob(fromHere(atHome(alternative)));
            found.addAll(matches);
            if (matches.isEmpty()) {
                missing.add(alternative);
            }
        }
        if (found.isEmpty()) {
            boolean isWild = BracePattern.isWild(pattern);
            boolean isPlain = !isWild && alternatives.size() == 1;
            boolean isAsked = (isPlain && asked.match())
                    || (isWild && asked.wildcard())
                    || (alternatives.size() > 1 && asked.brace());
            if (isAsked || !isWild) {
                problems.accept(
                        missing(isAsked, at, "no file matches " + pattern).expecting(EXPECTED));
            }
        } else if (!missing.isEmpty()) {
            problems.accept(missing(asked.brace(), at, "no file matches " + String.join(" and ", missing)));
        }
        return found;
    }

    /** An include that does not find what it should; merely told when nobody asked for the check. */
    static Problem missing(boolean asked, Location at, String message) {
        return asked ? Problem.error(Kind.INCLUDE_NOT_FOUND, at, message) : Problem.warning(Kind.ADVICE, at, message);
    }

    private String fromHere(String pattern) {
        String directory = entered.isEmpty() ? "" : entered.getLast().directory;
        if (pattern.startsWith("/") || directory.isEmpty()) {
            return pattern;
        }
        return (directory.equals("/") ? "" : directory) + "/" + pattern;
    }

    private String atHome(String pattern) {
        if (!pattern.startsWith("~")) {
            return pattern;
        }
        int slash = pattern.indexOf('/');
        String user = pattern.substring(1, slash < 0 ? pattern.length() : slash);
        Optional<String> home =
                user.isEmpty() ? Optional.ofNullable(around.environment().get("HOME")) : files.home(user);
        return home.map(directory -> directory + (slash < 0 ? "" : pattern.substring(slash)))
                .orElse(pattern);
    }
}
