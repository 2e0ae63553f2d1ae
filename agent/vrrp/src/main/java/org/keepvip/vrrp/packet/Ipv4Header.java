package org.keepvip.vrrp.packet;

/** Offsets in an IPv4 header (RFC 791 section 3.1). */
final class Ipv4Header {
    /** Without options. */
    static final int OCTETS = 20;

    static final int TOS = 1;
    static final int TOTAL_LENGTH = 2;
    static final int IDENTIFICATION = 4;
    static final int FRAGMENT = 6;
    static final int TTL = 8;
    static final int PROTOCOL = 9;
    static final int CHECKSUM = 10;
    static final int SOURCE = 12;
    static final int DESTINATION = 16;

    /** DSCP CS6, internetwork control: what keepalived and FRR send. */
    static final int INTERNETWORK_CONTROL = 0xC0;

    private Ipv4Header() {}

    /** The header's length with options in octets, 0 to 60, as its IHL field says. */
    static int length(byte[] packet) {
        return (Octets.unsigned8(packet, 0) & 0xF) * 4;
    }

    /** Whether this is a part of a packet only: More Fragments set or an offset. */
    static boolean isFragment(byte[] packet) {
        return (Octets.unsigned16(packet, FRAGMENT) & 0x3FFF) != 0;
    }
}
