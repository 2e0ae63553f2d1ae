package org.keepvip.conf.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A secret from the file; its text form is masked so that no dump, log line or stack trace shows it.
 *
 * @param text what was written
 */
@Spelled(argument = "PASSWORD", expected = "a password")
public record Password(String text) {
    private static final int OCTETS = 8;

    @Override
    public String toString() {
        return "********";
    }

    /** The octets that an advert carries: the first eight (RFC 2338 section 5.3.10), zeros behind a shorter one. */
    public byte[] octets() {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), OCTETS);
    }

    /** Whether octets of it are cut off. */
    public boolean isCut() {
        return text.getBytes(StandardCharsets.UTF_8).length > OCTETS;
    }

    /** Any word is a password. */
    public static Optional<Password> parse(String word) {
        return Optional.of(new Password(word));
    }
}
