package org.keepvip.conf.model;

import java.util.List;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;

/**
 * A FIFO.
 *
 * @param path where it is, or is made
 * @param owner whose it is; empty for script_user's
 */
@Phrase(argument = "PATH [USER [GROUP]]", command = true)
public record Fifo(String path, Optional<RunAs> owner) {
    /** A path, and an owner in the next two words. */
    public static Outcome read(List<String> words, Keyword keyword) {
        if (words.isEmpty()) {
            return new Outcome.Missing();
        }
        int taken = Math.min(words.size(), 3);
        return new Outcome.Taken(new Fifo(words.getFirst(), RunAs.of(words.subList(1, taken))), taken);
    }

    @Override
    public String toString() {
        return Quoted.word(path) + owner.map(user -> " " + user).orElse("");
    }
}
