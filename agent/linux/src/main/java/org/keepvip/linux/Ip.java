package org.keepvip.linux;

import java.nio.ByteBuffer;

/**
 * An IPv4 or IPv6 address as two numbers in network order, so that a loop can handle it without making objects.
 *
 * @param family which of the two
 * @param high the upper eight octets of an IPv6 address; 0 for IPv4
 * @param low the lower eight octets of an IPv6 address, or the four of an IPv4 address as an unsigned number
 */
public record Ip(AddressFamily family, long high, long low) {
    /** Refuses an IPv4 address with more than four octets' worth of bits. */
    public Ip {
        if (family == AddressFamily.IPV4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /** An IPv4 address from its four octets in network order. */
    public static Ip v4(int bits) {
        return new Ip(AddressFamily.IPV4, 0, Integer.toUnsignedLong(bits));
    }

    /** An IPv6 address from its upper and lower eight octets. */
    public static Ip v6(long high, long low) {
        return new Ip(AddressFamily.IPV6, high, low);
    }

    /** The address of 4 or 16 octets in network order. */
    public static Ip of(byte... octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        return switch (octets.length) {
            case 4 -> v4(buffer.getInt());
            case 16 -> v6(buffer.getLong(), buffer.getLong());
            default -> throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length);
        };
    }

    /** The octets in network order; a fresh array. */
    public byte[] octets() {
        return family == AddressFamily.IPV4
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /** 224.0.0.0/4 or ff00::/8. */
    public boolean isMulticast() {
        return family == AddressFamily.IPV4 ? low >>> 28 == 0xE : high >>> 56 == 0xFF;
    }

    /** Dotted decimal, or the eight groups of an IPv6 address without the {@code ::} form. */
    @Override
    public String toString() {
        return family == AddressFamily.IPV4
                ? (low >>> 24) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF)
                : groups(high) + ":" + groups(low);
    }

    private static String groups(long half) {
        return Long.toHexString(half >>> 48)
                + ":" + Long.toHexString(half >>> 32 & 0xFFFF)
                + ":" + Long.toHexString(half >>> 16 & 0xFFFF)
                + ":" + Long.toHexString(half & 0xFFFF);
    }
}
