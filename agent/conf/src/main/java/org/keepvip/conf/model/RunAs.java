package org.keepvip.conf.model;

import java.util.List;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;

/**
 * Who runs a script or owns a FIFO.
 *
 * @param user name or number
 * @param group name or number; empty for the user's own group
 */
@Phrase(argument = "USER [GROUP]")
public record RunAs(String user, Optional<String> group) {
    /** A user and perhaps a group; a colon before the group is allowed, as keepalived allows it. */
    public static Outcome read(List<String> words, Keyword keyword) {
        if (words.isEmpty()) {
            return new Outcome.Missing();
        }
        return new Outcome.Taken(of(words).orElseThrow(), Math.min(words.size(), 2));
    }

    /** What the words behind a command or a path say; empty when there are none. */
    static Optional<RunAs> of(List<String> words) {
        return words.stream()
                .findFirst()
                .map(user -> new RunAs(user, words.stream().skip(1).findFirst().map(RunAs::name)));
    }

    private static String name(String group) {
        return group.length() > 1 && group.startsWith(":") ? group.substring(1) : group;
    }

    @Override
    public String toString() {
        return Quoted.word(user) + group.map(name -> " " + Quoted.word(name)).orElse("");
    }
}
