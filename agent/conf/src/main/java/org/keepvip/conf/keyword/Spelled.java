package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A type that is a keyword's argument and knows its own spelling: a public static {@code Optional<T> parse(String)}
 * reads it, {@code toString} writes it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Spelled {
    /** The argument in the reference, in capitals. */
    String argument();

    /** What a message says was expected. */
    String expected();

    /** The most words of the line that belong to it; {@code parse} gets them with a space between. */
    int words() default 1;

    /** Words that may stand before the value, {@code lock} for example; {@code parse} gets one with a space behind it. */
    String[] leading() default {};
}
