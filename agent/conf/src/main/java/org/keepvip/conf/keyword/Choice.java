package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One of several words of a line, each of which says what it means without a keyword before it: the constants of the
 * component's enum in lower case.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Choice {
    /** One sentence for the reference: what is chosen. */
    String help();

    /** The default as it would be written; empty when there is none. */
    String standard() default "";

    /** In words, a default that depends on other words. */
    String otherwise() default "";
}
