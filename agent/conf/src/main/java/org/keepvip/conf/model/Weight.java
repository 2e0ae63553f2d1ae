package org.keepvip.conf.model;

import java.util.List;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;
import org.keepvip.conf.keyword.WholeNumber;

/**
 * What a tracker does to the priority of an instance that tracks it.
 *
 * @param value 0: FAULT while the tracker is down; otherwise added while it is up (positive) or down (negative); for a file,
 *     what its number is multiplied with
 * @param reverse the other way round: the sign is inverted; with 0, FAULT while the tracker is up
 */
@Phrase(argument = "WEIGHT [reverse|noreverse]")
public record Weight(int value, boolean reverse) {
    /** A number in the keyword's range, and perhaps {@code reverse}. */
    public static Outcome read(List<String> words, Keyword keyword) {
        boolean reverse = words.size() > 1 && words.get(1).equals("reverse");
        boolean said = reverse || (words.size() > 1 && words.get(1).equals("noreverse"));
        return switch (WholeNumber.read(words, keyword)) {
            case Outcome.Taken taken -> new Outcome.Taken(new Weight((int) taken.value(), reverse), said ? 2 : 1);
            case Outcome.Mended mended ->
                new Outcome.Mended(new Weight((int) mended.value(), reverse), said ? 2 : 1, mended.complaint());
            case Outcome.Refused refused -> refused;
            case Outcome.Missing missing -> missing;
        };
    }

    @Override
    public String toString() {
        return value + (reverse ? " reverse" : "");
    }
}
