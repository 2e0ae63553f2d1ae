package org.keepvip.conf.keyword;

import java.util.List;
import java.util.function.Function;

/** How values of one type are read from the words after a keyword, and written back. */
public interface ValueForm {
    /** The value of the first of {@code words}. */
    Outcome read(List<String> words, Keyword keyword);

    /** Whether its words are cut as those of a command (ScriptWords). */
    default boolean isCommand() {
        return false;
    }

    /** The value as the file would write it. */
    String write(Object value, Keyword keyword);

    /** The argument in the reference: {@code 1..255}, {@code ADDRESS}. */
    String argument(Keyword keyword);

    /** A form of one word that {@code reader} reads and {@code toString} writes. */
    static ValueForm ofWord(String argument, Function<String, Outcome> reader) {
        return new ValueForm() {
            @Override
            public Outcome read(List<String> words, Keyword keyword) {
                return words.isEmpty() ? new Outcome.Missing() : reader.apply(words.getFirst());
            }

            @Override
            public String write(Object value, Keyword keyword) {
                return value.toString();
            }

            @Override
            public String argument(Keyword keyword) {
                return argument;
            }
        };
    }
}
