package org.keepvip.ctl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of an agent. A request is one JSON line, {@code {"verb":"status"}}; so is its answer. */
public enum Verb {
    /** Answers {@code {"ok":true,"status":{…}}}. */
    STATUS,
    /**
     * Reads the configuration again and waits until it runs: {@code {"ok":true,"messages":[…]}}, or
     * {@code {"ok":false,"messages":[…]}} when it was refused and the old one goes on.
     */
    RELOAD;

    /** Octets of one request, its newline included; a longer one is refused. */
    public static final int MAX_REQUEST = 1 << 20;

    /** The verb as it is written in a request. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The verb written {@code word}. */
    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }
}
