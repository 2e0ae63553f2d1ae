package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keywords that are known, whose structure is read, and that this version does not act on.
 *
 * <p>On a record's component with a {@link Keyword} it means that keyword; on a record with neither {@link #keywords} nor
 * {@link #blocks}, each of the record's; else those that it names, which need no component. Whoever serves a keyword deletes
 * the annotation, and nothing else.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
@Repeatable(NotServed.List.class)
public @interface NotServed {
    /** What they are about, as the warning names it. */
    String topic();

    /** Those with arguments at most. */
    String[] keywords() default {};

    /** Those with a block. */
    String[] blocks() default {};

    Effect effect() default Effect.WARNS;

    /** For the compatibility table: why not. */
    String note() default "";

    /** What it means that a keyword is not acted on. */
    enum Effect {
        /** Nothing that decides who is MASTER or what it holds: a warning. */
        WARNS,
        /** It could change who is MASTER or what it holds: the instance stays in FAULT. */
        FAULTS,
        /** It belongs to another daemon (LVS, BFD): read past in silence. */
        FOREIGN,
        /** There is nothing here that it could change, for the reason that the topic gives: read past in silence. */
        NEEDLESS
    }

    /** The container of the repeated annotation. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        NotServed[] value();
    }
}
