package org.keepvip.conf.keyword;

import java.lang.reflect.Method;
import java.util.List;

/** Reads a {@link Phrase} type. */
record PhraseForm(Phrase phrase, Method reader) implements ValueForm {
    static PhraseForm of(Class<?> type) {
        try {
            return new PhraseForm(type.getAnnotation(Phrase.class), type.getMethod("read", List.class, Keyword.class));
        } catch (NoSuchMethodException bug) {
            throw new IllegalArgumentException(type + " is a @Phrase and has no read(List, Keyword)", bug);
        }
    }

    @Override
    public Outcome read(List<String> words, Keyword keyword) {
        try {
            return (Outcome) reader.invoke(null, words, keyword);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(reader.toString(), bug);
        }
    }

    @Override
    public boolean isCommand() {
        return phrase.command();
    }

    @Override
    public String write(Object value, Keyword keyword) {
        return value.toString();
    }

    @Override
    public String argument(Keyword keyword) {
        return phrase.argument();
    }
}
