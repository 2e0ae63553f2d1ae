package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One keyword of keepalived.conf, or one option of a line in a list block. The component's type says how its argument
 * is read; everything else that reader, error text, dump and reference need stands here. Numbers are written as the
 * operator would write them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Keyword {
    /** The word in the file. */
    String value();

    /** One sentence for the reference: what it does. */
    String help();

    /** The default as it would be written; empty when there is none, or when it is inherited or derived. */
    String standard() default "";

    /** The global_defs keyword whose value is the default. */
    String inherits() default "";

    /** In words, a default that depends on other keywords. */
    String otherwise() default "";

    /** Least value, inclusive. */
    String min() default "";

    /** Largest value, inclusive. */
    String max() default "";

    /** A number beyond its range counts as the nearest end of the range. */
    boolean clamped() default false;

    /** In a line: an argument that makes no sense voids the whole line, as in keepalived. */
    boolean voidsLine() default false;

    /** Unit of a number, as it is written after it in the reference. */
    String unit() default "";

    /** For a number of seconds: how many digits may follow the decimal point. */
    int decimals() default 0;

    /** Most characters of a text. */
    int length() default Integer.MAX_VALUE;

    /** The word that switches a boolean off, as {@code nopreempt} does. */
    String opposite() default "";

    /** A boolean that takes {@code on} or {@code off} as an argument; otherwise the word alone switches it on. */
    boolean onOff() default false;

    /** The argument that the word alone stands for, when its argument may be left out. */
    String bare() default "";

    /** Without its argument the line is ignored, where other keywords keep the agent from starting. */
    boolean dispensable() default false;

    /** How the values of a list are written. */
    Many many() default Many.LINE;

    /** Written twice, the first counts, as in keepalived; of other keywords the last. */
    boolean firstCounts() default false;

    /** Other spellings, as good as this one. */
    String[] also() default {};

    /** Older spellings, still read. */
    String[] formerly() default {};

    /** What to write instead of a keyword that is still read, and better left out; empty for all others. */
    String instead() default "";

    /** The release of keepalived that knew it first; empty for 2.2.7 or before. */
    String since() default "";

    /** What this version does not do with it, as a topic (mail, SNMP); empty when it is served. */
    String unserved() default "";

    /** For the compatibility table: what is done better than keepalived does it, or why it is not served. */
    String note() default "";
}
