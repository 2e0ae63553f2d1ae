package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A type that is a keyword's argument of several words: a public static {@code Outcome read(List<String>, Keyword)} takes
 * the words that belong to it, {@code toString} writes it. A type of one word is {@link Spelled}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Phrase {
    /** The argument in the reference, in capitals. */
    String argument();

    /** Whether it names a command, so that its line is cut into words as a shell would (ScriptWords). */
    boolean command() default false;
}
