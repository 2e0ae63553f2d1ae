package org.keepvip.conf.language;

import java.util.Collection;

/**
 * An operator's mistake, as data: all of them are collected, none is thrown.
 *
 * @param severity whether the text has no effect, or perhaps another than was meant
 * @param kind the class keepalived would put it in
 * @param location where; the words under the caret
 * @param message what is wrong, in one sentence without a final stop; never contains a password, see {@link Word#shown}
 * @param expected what may stand there; empty when the message says it all
 * @param fix what to write instead, or what to do; empty when unknown
 */
public record Problem(Severity severity, Kind kind, Location location, String message, String expected, String fix) {
    /** A mistake that the agent does not start with. */
    public static Problem fatal(Kind kind, Location location, String message) {
        return new Problem(Severity.FATAL, kind, location, message, "", "");
    }

    /** A mistake that leaves the line, or more, without effect. */
    public static Problem error(Kind kind, Location location, String message) {
        return new Problem(Severity.ERROR, kind, location, message, "", "");
    }

    /** Text that has an effect, perhaps not the one that was meant. */
    public static Problem warning(Kind kind, Location location, String message) {
        return new Problem(Severity.WARNING, kind, location, message, "", "");
    }

    /** The same problem, saying what may stand there. */
    public Problem expecting(String what) {
        return new Problem(severity, kind, location, message, what, fix);
    }

    /** The same problem, saying what to write instead or what to do. */
    public Problem fix(String what) {
        return new Problem(severity, kind, location, message, expected, what);
    }

    /** The same problem, with the candidate nearest to the word as its fix, if one is near. */
    public Problem didYouMean(String word, Collection<String> candidates) {
        return DidYouMean.nearest(word, candidates)
                .map(candidate -> fix("did you mean '" + candidate + "'?"))
                .orElse(this);
    }

    /** The problem as a compiler would print it, several lines, each ended. */
    public String render() {
        return ProblemText.render(this);
    }
}
