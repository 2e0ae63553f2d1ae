package org.keepvip.conf.keyword;

/** What became of a keyword's argument. */
public sealed interface Outcome {
    /**
     * It was read.
     *
     * @param words how many words it took
     */
    record Taken(Object value, int words) implements Outcome {}

    /**
     * It was read, but not as written.
     *
     * @param complaint what is wrong and what is used instead
     */
    record Mended(Object value, int words, String complaint) implements Outcome {}

    /**
     * It makes no sense.
     *
     * @param complaint what was expected
     * @param number whether a number was expected, which keepalived reports as its own class of error
     */
    record Refused(String complaint, boolean number) implements Outcome {}

    /** There is no argument, and one is needed. */
    record Missing() implements Outcome {}
}
