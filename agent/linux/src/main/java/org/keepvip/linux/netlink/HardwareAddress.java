package org.keepvip.linux.netlink;

import java.util.Arrays;
import java.util.HexFormat;

/** A link-layer address: six octets on Ethernet, twenty on InfiniBand. */
public final class HardwareAddress {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private final byte[] octets;

    private HardwareAddress(byte[] octets) {
        this.octets = octets;
    }

    /** The address of these octets, which are copied. */
    public static HardwareAddress of(byte... octets) {
        return new HardwareAddress(octets.clone());
    }

    /** A fresh array. */
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HardwareAddress that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** As {@code 00:00:5e:00:01:33}. */
    @Override
    public String toString() {
        return COLONS.formatHex(octets);
    }
}
