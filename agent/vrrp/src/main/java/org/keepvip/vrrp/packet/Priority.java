package org.keepvip.vrrp.packet;

/**
 * A priority as sent, 0 to 255 (RFC 9568 section 5.2.4).
 *
 * @param value 0 release, 1 to 254 a backup router, 255 the owner of the addresses
 */
public record Priority(int value) implements Comparable<Priority> {
    /** The MASTER gives up its role: backups take over after Skew_Time. */
    public static final Priority RELEASE = new Priority(0);
    /** The router that owns the addresses. */
    public static final Priority OWNER = new Priority(255);

    /** Refuses a value outside 0 to 255. */
    public Priority {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("priority " + value + ", not 0 to 255");
        }
    }

    public boolean isOwner() {
        return value == 255;
    }

    public boolean isRelease() {
        return value == 0;
    }

    @Override
    public int compareTo(Priority other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
