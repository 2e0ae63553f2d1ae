package org.keepvip.conf.model;

import java.time.Duration;
import java.util.List;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;

/**
 * What stands after {@code garp_extra_if}.
 *
 * @param interval whole seconds; zero for none
 * @param all on every interface but the one adverts use; else on virtual ones only
 */
@Phrase(argument = "[all] 0..86400 s")
public record GarpElsewhere(Duration interval, boolean all) {
    private static final int LONGEST = 86_400;

    /** Reads the words. */
    public static Outcome read(List<String> words, Keyword keyword) {
        boolean all = !words.isEmpty() && words.getFirst().equals("all");
        if (words.size() == (all ? 1 : 0)) {
            return all
                    ? new Outcome.Refused(keyword.value() + " all needs a number of seconds after it", false)
                    : new Outcome.Missing();
        }
        String number = words.get(all ? 1 : 0);
        int least = Integer.parseInt(keyword.min());
        if (!number.matches("\\d{1,6}") || Integer.parseInt(number) < least || Integer.parseInt(number) > LONGEST) {
            return new Outcome.Refused(
                    keyword.value() + " takes " + least + ".." + LONGEST + " seconds, not '" + number + "'", true);
        }
        return new Outcome.Taken(new GarpElsewhere(Duration.ofSeconds(Integer.parseInt(number)), all), all ? 2 : 1);
    }

    @Override
    public String toString() {
        return (all ? "all " : "") + interval.toSeconds();
    }
}
