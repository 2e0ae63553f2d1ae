package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/**
 * A secret from the file; its text form is masked so that no dump, log line or stack trace shows it.
 *
 * @param text what was written
 */
@Spelled(argument = "PASSWORD", expected = "a password")
public record Password(String text) {
    @Override
    public String toString() {
        return "********";
    }

    /** Any word is a password. */
    public static Optional<Password> parse(String word) {
        return Optional.of(new Password(word));
    }
}
