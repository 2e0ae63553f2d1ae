package org.keepvip.conf.keyword;

import java.math.BigInteger;
import java.util.List;

/** A whole number within a {@link Phrase}. */
public final class WholeNumber {
    private static final ValueForm FORM = Numbers.whole(BigInteger::intValueExact);

    private WholeNumber() {}

    /** The Integer that the first word says, in the keyword's range; its class, where it makes no sense, is that of numbers. */
    public static Outcome read(List<String> words, Keyword keyword) {
        return FORM.read(words, keyword);
    }
}
