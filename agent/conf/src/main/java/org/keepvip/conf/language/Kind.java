package org.keepvip.conf.language;

import java.util.Collection;
import java.util.Comparator;

/**
 * The error classes of keepalived, in its order of rank: the exit code of {@code keepalived -t} is that of the highest class seen, so
 * that a mere warning hides a fatal error there.
 */
public enum Kind {
    /** Worth saying, and keepalived does not say it. */
    ADVICE(0),
    /** An include that had to match something did not. */
    FILE_NOT_FOUND(4),
    /** An interface that does not exist or cannot be used. */
    BAD_INTERFACE(4),
    /** keepalived's daemon would refuse to run. */
    FATAL(4),
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
    SECURITY(6);

    private final int exitCode;

    Kind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** What {@code keepalived -t} exits with when this is the highest class seen: 0, 2, 4, 5 or 6. */
    public int exitCode() {
        return exitCode;
    }

    /**
     * The exit code of {@code keepalived -t} after these problems: 2 as soon as an argument is missing, because it stops reading there;
     * else that of the highest class, 0 without any.
     */
    public static int exitCode(Collection<Problem> problems) {
        if (problems.stream().anyMatch(problem -> problem.kind() == MISSING_PARAMETER)) {
            return MISSING_PARAMETER.exitCode;
        }
        return problems.stream()
                .map(Problem::kind)
                .max(Comparator.naturalOrder())
                .map(Kind::exitCode)
                .orElse(0);
    }
}
