package org.keepvip.vrrp.packet;

import java.util.HexFormat;
import org.keepvip.conf.address.Family;

/**
 * An Ethernet address.
 *
 * @param bits its six octets in network order in the lower 48 bits
 */
public record MacAddress(long bits) {
    /** Octets of an address. */
    static final int OCTETS = 6;

    static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);

    private static final long VIRTUAL_IPV4 = 0x0000_5E00_0100L;
    private static final long VIRTUAL_IPV6 = 0x0000_5E00_0200L;

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    /** Refuses more than 48 bits. */
    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits: " + Long.toHexString(bits));
        }
    }

    /** The address of six octets in network order. */
    public static MacAddress of(byte... octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("a MAC address has 6 octets, not " + octets.length);
        }
        long bits = 0;
        for (byte octet : octets) {
            bits = bits << 8 | (octet & 0xFF);
        }
        return new MacAddress(bits);
    }

    /** A virtual router's own (RFC 9568 section 7.3). */
    public static MacAddress virtual(Family family, int vrid) {
        return new MacAddress((family == Family.IPV4 ? VIRTUAL_IPV4 : VIRTUAL_IPV6) | vrid);
    }

    /** The six octets in network order; a fresh array. */
    public byte[] octets() {
        byte[] octets = new byte[OCTETS];
        putIn(octets, 0);
        return octets;
    }

    void putIn(byte[] frame, int at) {
        Octets.put16(frame, at, (int) (bits >>> 32));
        Octets.put32(frame, at + 2, (int) bits);
    }

    @Override
    public String toString() {
        return COLONS.formatHex(octets());
    }
}
