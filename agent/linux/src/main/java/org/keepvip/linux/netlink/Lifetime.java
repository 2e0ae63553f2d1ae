package org.keepvip.linux.netlink;

/**
 * How long an address stays (struct ifa_cacheinfo). The kernel reports what is left.
 *
 * @param validSeconds until the kernel removes it, 1 to {@link #FOREVER}
 * @param preferredSeconds until it is deprecated, which is no longer chosen as a source: 0 to {@code validSeconds}
 */
public record Lifetime(long validSeconds, long preferredSeconds) {
    /** No end. */
    public static final long FOREVER = 0xFFFF_FFFFL;

    /** Valid and preferred without end. */
    public static final Lifetime UNLIMITED = new Lifetime(FOREVER, FOREVER);

    /** Valid without end, and deprecated from the start. */
    public static final Lifetime NEVER_PREFERRED = new Lifetime(FOREVER, 0);
}
