package org.keepvip.conf.keyword;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a record's component stands for in the file. */
sealed interface Slot {
    /**
     * A keyword and what follows it.
     *
     * @param standard its default; empty when it has none of its own
     * @param notServed says that this version does not act on it; empty when it does
     */
    record Word(Keyword keyword, Type type, Content content, Optional<Object> standard, Optional<NotServed> notServed)
            implements Slot {
        /** What the component is when the file says nothing. */
        Object unwritten() {
            return Defaults.fit(type, standard);
        }
    }

    /**
     * A word of a line that means something by its place.
     *
     * @param keyword its range and help; empty when there is nothing to say beyond {@code positional}
     */
    record First(Positional positional, Optional<Keyword> keyword, Type type, ValueForm form) implements Slot {
        /** Whether the line may end before it. */
        boolean dispensable() {
            return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        }
    }

    /** One of several words that mean something alone. */
    record OneOf(Choice choice, Type type, List<Enum<?>> constants) implements Slot {
        /** The word for a constant. */
        static String spelling(Object constant) {
            return constant.toString().toLowerCase(Locale.ROOT);
        }

        /** What the component is when the line says nothing. */
        Object unwritten() {
            return Defaults.fit(
                    type,
                    constants.stream()
                            .filter(constant -> spelling(constant).equals(choice.standard()))
                            .<Object>map(constant -> constant)
                            .findFirst());
        }
    }

    /** The name of the block. */
    record Name(Named named) implements Slot {}

    /** Keywords of the same block, kept together. */
    record Part(Vocabulary<?> vocabulary) implements Slot {}

    /** Computed by completion. */
    record Computed(Derived derived, Type type) implements Slot {}

    /** What follows a keyword. */
    sealed interface Content {
        /** Words on its line. */
        record Argument(ValueForm form) implements Content {}

        /** A block of keywords. */
        record Block(Vocabulary<?> vocabulary) implements Content {}

        /** Words on its line, each time it is written. */
        record Repeated(ValueForm form) implements Content {}

        /** A block of words. */
        record Words(ValueForm form) implements Content {}

        /** A name, where the record has one, and a block of keywords, as often as wanted. */
        record Blocks(Vocabulary<?> vocabulary) implements Content {}

        /** A block of lines. */
        record Lines(Vocabulary<?> vocabulary) implements Content {}
    }
}
