package org.keepvip.conf.keyword;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A word of a line in a list block that means something by its place; options follow. A component after the first may have a
 * {@link Keyword} as well, for its range and help, and may be Optional: then the line may end before it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Positional {
    /** What it is, in a word or two for messages and the reference: "IP address", "interface". */
    String value();
}
