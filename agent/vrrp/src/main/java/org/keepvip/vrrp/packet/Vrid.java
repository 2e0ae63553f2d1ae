package org.keepvip.vrrp.packet;

/**
 * A virtual router identifier, 1 to 255 (RFC 9568 section 5.2.3).
 *
 * @param value 1 to 255
 */
public record Vrid(int value) implements Comparable<Vrid> {
    /** Refuses a value outside 1 to 255. */
    public Vrid {
        if (value < 1 || value > 255) {
            throw new IllegalArgumentException("VRID " + value + ", not 1 to 255");
        }
    }

    @Override
    public int compareTo(Vrid other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
