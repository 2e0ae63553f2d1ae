package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component that no keyword sets: completion computes it from the others. Until then it is empty or the first constant. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Derived {
    /** How it is computed, for the dump and the reference. */
    String value();
}
