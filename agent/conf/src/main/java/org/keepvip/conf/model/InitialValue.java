package org.keepvip.conf.model;

import java.util.List;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;

/**
 * What is written into a file that init_file creates.
 *
 * @param value a 32-bit number
 * @param overwrite whether an existing file gets it too, at the start of the agent
 */
@Phrase(argument = "VALUE [overwrite]|overwrite")
public record InitialValue(int value, boolean overwrite) {
    /** A number, {@code overwrite}, or both in this order. */
    public static Outcome read(List<String> words, Keyword keyword) {
        if (words.isEmpty()) {
            return new Outcome.Missing();
        }
        String last = words.getLast();
        if (words.size() > 1 && !last.equals("overwrite")) {
            return new Outcome.Refused("behind the number only overwrite may stand, not '" + last + "'", false);
        }
        boolean only = words.getFirst().equals("overwrite");
        boolean overwrite = only || (words.size() > 1 && words.get(1).equals("overwrite"));
        if (only) {
            return new Outcome.Taken(new InitialValue(0, true), 1);
        }
        try {
            int value = Integer.parseInt(words.getFirst());
            return new Outcome.Taken(new InitialValue(value, overwrite), overwrite ? 2 : 1);
        } catch (NumberFormatException notANumber) {
            return new Outcome.Refused(
                    keyword.value() + " takes a whole number, overwrite or both, not '" + words.getFirst() + "'", true);
        }
    }

    @Override
    public String toString() {
        return value + (overwrite ? " overwrite" : "");
    }
}
