package org.keepvip.conf.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The error classes of keepalived, in its order of rank: the exit code of {@code keepalived -t} is that of the highest class seen, so
 * that a mere warning hides a fatal error there.
 */
public enum Kind {
    /** Worth saying, and keepalived does not say it. */
    ADVICE(0),
    /** The configuration itself is not there, and that was asked for. */
    FILE_NOT_FOUND(4),
    /** A name of one file matched several. */
    MULTIPLE_FILES(5),
    /** A word where a keyword was expected. */
    UNKNOWN_KEYWORD(5),
    /** A <code>{</code> that follows no keyword with a block. */
    UNEXPECTED_OPEN(5),
    /** A <code>}</code> outside any block. */
    UNEXPECTED_CLOSE(5),
    /** A keyword with a block is not followed by <code>{</code>. */
    MISSING_OPEN(5),
    /** The text ends inside a block. */
    MISSING_CLOSE(5),
    /** A quotation mark that opens and never closes. */
    UNMATCHED_QUOTE(5),
    /** A keyword without its argument: keepalived leaves at once with 2. */
    MISSING_PARAMETER(2),
    /** A number that is none, or is out of range. */
    INVALID_NUMBER(5),
    /** Any other mistake. */
    GENERAL(5),
    /** Accepted, with something else than what was written. */
    WARNING(5),
    /** Accepted, and to be replaced. */
    DEPRECATED(5),
    /** Scripts that somebody else than root could change. */
    SECURITY(6),
    /** An include that had to find something did not: keepalived leaves at once with 6. */
    INCLUDE_NOT_FOUND(6);

    private final int exitCode;

    Kind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** What {@code keepalived -t} exits with when this is the highest class seen: 0, 2, 4, 5 or 6. */
    public int exitCode() {
        return exitCode;
    }

    /**
     * The exit code of {@code keepalived -t} after these problems, 0 without any: that of the highest class, except that it stops at once
     * at an include that had to match, and at a missing argument. As keepalived 2.2.7 was measured; its manual says otherwise.
     */
    public static int exitCode(Collection<Problem> problems) {
        for (Kind stops : List.of(INCLUDE_NOT_FOUND, MISSING_PARAMETER)) {
            if (problems.stream().anyMatch(problem -> problem.kind() == stops)) {
                return stops.exitCode;
            }
        }
        return problems.stream()
                .map(Problem::kind)
                .max(Comparator.naturalOrder())
                .map(Kind::exitCode)
                .orElse(0);
    }
}
