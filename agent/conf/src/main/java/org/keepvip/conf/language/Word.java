package org.keepvip.conf.language;

/**
 * One word of a line.
 *
 * @param text the word, quotation marks removed; empty only when quoted
 * @param location where it was written; for text out of a definition, the place of its use
 * @param quoted whether it stood between quotation marks, so that it is never a brace or a comment
 * @param secret whether it is a password, which no message may show
 */
public record Word(String text, Location location, boolean quoted, boolean secret) {
    /** A word as typed, not quoted and no secret. */
    public Word(String text, Location location) {
        this(text, location, false, false);
    }

    /** The same word, marked as a password. */
    public Word asSecret() {
        return new Word(text, location, quoted, true);
    }

    /** The word for a message: between apostrophes, a password masked. */
    public String shown() {
        return "'" + (secret ? Secrets.MASK : text) + "'";
    }

    /** The word for a test or a debugger; a password stays masked. */
    @Override
    public String toString() {
        return location + " " + shown();
    }
}
