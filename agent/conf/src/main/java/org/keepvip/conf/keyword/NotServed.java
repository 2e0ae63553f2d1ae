package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Keywords of a block that are known, whose structure is read, and that this version does not act on. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(NotServed.List.class)
public @interface NotServed {
    /** What they are about, as the warning names it. */
    String topic();

    /** Those with arguments at most. */
    String[] keywords() default {};

    /** Those with a block. */
    String[] blocks() default {};

    Effect effect() default Effect.WARNS;

    /** What it means that a keyword is not acted on. */
    enum Effect {
        /** Nothing that decides who is MASTER or what it holds: a warning. */
        WARNS,
        /** It could change who is MASTER or what it holds: the instance stays in FAULT. */
        FAULTS,
        /** It belongs to another daemon (LVS, BFD): read past in silence. */
        FOREIGN
    }

    /** The container of the repeated annotation. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        NotServed[] value();
    }
}
