package org.keepvip.conf.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;

/**
 * The command line of the processes that are meant.
 *
 * @param command the program
 * @param parameters what stands behind it; none when only the program is compared
 */
@Phrase(argument = "COMMAND [PARAMETER …]", command = true)
public record ProcessPattern(String command, List<String> parameters) {
    /** Keeps its own copy. */
    public ProcessPattern {
        parameters = List.copyOf(parameters);
    }

    /** All words of the line. */
    public static Outcome read(List<String> words, Keyword keyword) {
        return words.isEmpty()
                ? new Outcome.Missing()
                : new Outcome.Taken(new ProcessPattern(words.getFirst(), words.subList(1, words.size())), words.size());
    }

    @Override
    public String toString() {
        return Stream.concat(Stream.of(command), parameters.stream())
                .map(word -> Quoted.command(List.of(word)))
                .collect(Collectors.joining(" "));
    }
}
