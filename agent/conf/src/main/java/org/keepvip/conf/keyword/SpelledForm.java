package org.keepvip.conf.keyword;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** Reads a {@link Spelled} type. */
record SpelledForm(Spelled spelled, Method parse) implements ValueForm {
    static SpelledForm of(Class<?> type) {
        try {
            return new SpelledForm(type.getAnnotation(Spelled.class), type.getMethod("parse", String.class));
        } catch (NoSuchMethodException bug) {
            throw new IllegalArgumentException(type + " is @Spelled and has no parse(String)", bug);
        }
    }

    @Override
    public Outcome read(List<String> words, Keyword keyword) {
        if (words.isEmpty()) {
            return new Outcome.Missing();
        }
        int lead = List.of(spelled.leading()).contains(words.getFirst()) ? 1 : 0;
        if (words.size() == lead) {
            return new Outcome.Missing();
        }
        int count = Math.min(words.size(), spelled.words() + lead);
        String text = String.join(" ", words.subList(0, count));
        return parsed(text)
                .<Outcome>map(value -> new Outcome.Taken(value, count))
                .orElseGet(() -> new Outcome.Refused(
                        keyword.value() + " takes " + spelled.expected() + ", not '" + text + "'", false));
    }

    private Optional<?> parsed(String text) {
        try {
            return (Optional<?>) parse.invoke(null, text);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(parse.toString(), bug);
        }
    }

    @Override
    public String write(Object value, Keyword keyword) {
        return value.toString();
    }

    @Override
    public String argument(Keyword keyword) {
        return spelled.argument();
    }
}
