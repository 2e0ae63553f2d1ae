package org.keepvip.conf.language;

/** What a problem means for the one who starts the agent. */
public enum Severity {
    /** The agent does not start with it. */
    FATAL("fatal"),
    /** The text does not say what to do; the line, or more, is without effect. */
    ERROR("error"),
    /** The text has an effect, perhaps not the one that was meant. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word in front of a rendered message. */
    public String word() {
        return word;
    }
}
