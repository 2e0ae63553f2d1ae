package org.keepvip.conf.language;

import java.util.function.Consumer;

/** Ends a configuration that would grow without end, by generators, definitions or includes that multiply each other. */
final class Budget {
    /** Lines that are looked at, typed and generated ones. */
    static final int LINES = 300_000;
    /** Characters of lines that are looked at. */
    static final long CHARACTERS = 16L << 20;
    /** Replacements of a definition in one line. */
    static final int REPLACEMENTS = 1000;
    /** Includes, generators and definitions of several lines inside each other. */
    static final int DEPTH = 50;

    /** Problems that are told; behind them there is only one that says so. */
    static final int PROBLEMS = 1000;

    private final Consumer<Problem> problems;
    private int lines;
    private long characters;
    private boolean spent;

    Budget(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /** Whether the reading goes on with this line. The first one that is too much is a problem, those behind it are left out. */
    boolean allows(LineText line) {
        lines++;
        characters += line.length();
        if (!spent && (lines > LINES || characters > CHARACTERS)) {
            spent = true;
            problems.accept(
                    Problem.error(
                                    Kind.GENERAL,
                                    line.location(),
                                    "the configuration grows beyond " + LINES + " lines or " + (CHARACTERS >> 20)
                                            + " MiB; nothing is read from here on")
                            .fix(
                                    "look for a generator with too many rounds, or includes and definitions that multiply each other"));
        }
        return !spent;
    }

    /** Whether the reading goes on at this depth. The first line that is too deep is a problem, and the last one that is read. */
    boolean allows(int depth, LineText line) {
        if (!spent && depth > DEPTH) {
            spent = true;
            problems.accept(Problem.error(
                            Kind.GENERAL,
                            line.location(),
                            "definitions and generators are nested too deeply here; nothing is read from here on")
                    .fix("look for a definition that uses itself"));
        }
        return !spent;
    }

    boolean isSpent() {
        return spent;
    }
}
