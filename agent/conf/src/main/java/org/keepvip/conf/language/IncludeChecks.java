package org.keepvip.conf.language;

import java.util.Set;

/**
 * What an include must find, as keepalived 2.2.7 was measured.
 *
 * @param read every file that matches is a plain one that can be read
 * @param match a plain name is that of a file
 * @param wildcard a pattern with wildcards matches a file
 * @param brace each alternative between braces matches a file
 */
public record IncludeChecks(boolean read, boolean match, boolean wildcard, boolean brace) {
    private static final Set<String> NAMES = Set.of("read", "readable", "match", "wildcard_match", "brace_match");

    /** Nothing is checked, keepalived's default. */
    public static final IncludeChecks NONE = new IncludeChecks(false, false, false, false);

    /** Everything is checked. */
    public static final IncludeChecks ALL = new IncludeChecks(true, true, true, true);

    /** What either asks for. */
    public IncludeChecks or(IncludeChecks other) {
        return new IncludeChecks(
                read || other.read, match || other.match, wildcard || other.wildcard, brace || other.brace);
    }

    /** Whether there is a check of that name. */
    static boolean knows(String name) {
        return NAMES.contains(name);
    }

    /** The same checks, one of them switched; those of an unknown name as they were. */
    IncludeChecks with(String name, boolean on) {
        return switch (name) {
            case "read", "readable" -> new IncludeChecks(on, match, wildcard, brace);
            case "match" -> new IncludeChecks(read, on, wildcard, brace);
            case "wildcard_match" -> new IncludeChecks(read, match, on, brace);
            case "brace_match" -> new IncludeChecks(read, match, wildcard, on);
            default -> this;
        };
    }
}
