package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A line of a list block whose words stand in any order, the positional one among them, as {@code ip route} and
 * {@code ip rule} take them. A word that makes no sense voids the line, as in keepalived: half a route is another route.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FreeLine {
    /** The word that may stand before the positional one; empty for none. */
    String lead() default "";
}
