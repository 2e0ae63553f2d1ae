package org.keepvip.conf.language;

import java.util.List;

/**
 * One piece of the flat stream that a configuration is. It is flat, because what a brace closes depends on which keywords are known:
 * the block of an unknown keyword belongs to the block around it.
 */
public sealed interface Piece {
    /** Where the piece was written. */
    Location location();

    /**
     * The words between two line ends or braces, a keyword and its arguments.
     *
     * @param words at least one
     * @param text the same part of the line unsplit, comments and outer space removed, for keywords that quote in their own way
     */
    record Words(List<Word> words, LineText text) implements Piece {
        /** Keeps its own copy of the words. */
        public Words {
            words = List.copyOf(words);
        }

        /** The first word. */
        public Word keyword() {
            return words.getFirst();
        }

        /** The words after the first. */
        public List<Word> arguments() {
            return words.subList(1, words.size());
        }

        /** The part of the line unsplit, the keyword included. */
        public String raw() {
            return text.text();
        }

        /** From the first word to the last. */
        @Override
        public Location location() {
            return words.getFirst().location().through(words.getLast().location());
        }
    }

    /** <code>{</code>. */
    record Open(Location location) implements Piece {}

    /** <code>}</code>. */
    record Close(Location location) implements Piece {}
}
