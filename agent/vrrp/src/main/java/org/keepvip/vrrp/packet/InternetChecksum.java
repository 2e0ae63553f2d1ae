package org.keepvip.vrrp.packet;

import org.keepvip.conf.address.IpAddress;

/**
 * The Internet checksum (RFC 1071): the ones' complement of the ones' complement sum of 16-bit words. Sums here are
 * unfolded, so that the parts of a message can simply be added.
 */
final class InternetChecksum {
    /** VRRP's IP protocol number. */
    static final int VRRP = 112;

    private InternetChecksum() {}

    /** The sum of the octets from {@code from} to before {@code to}; an odd last octet is padded with zero. */
    static long sum(byte[] octets, int from, int to) {
        long sum = 0;
        int i = from;
        for (; i + 1 < to; i += 2) {
            sum += Octets.unsigned16(octets, i);
        }
        return i < to ? sum + (Octets.unsigned8(octets, i) << 8) : sum;
    }

    /** The sum of the pseudo header; IPv4's and IPv6's (RFC 8200 section 8.1) have the same words but for zeros. */
    static long pseudoHeader(IpAddress source, IpAddress destination, int protocol, int length) {
        return sum(source) + sum(destination) + protocol + length;
    }

    private static long sum(IpAddress address) {
        return switch (address) {
            case IpAddress.V4 v4 -> words(v4.bits() & 0xFFFF_FFFFL);
            case IpAddress.V6 v6 -> words(v6.high()) + words(v6.low());
        };
    }

    private static long words(long bits) {
        return (bits >>> 48) + (bits >>> 32 & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits & 0xFFFF);
    }

    /** What the checksum field must hold when it was zero in {@code sum}. 0x0000 is an ordinary value in VRRP. */
    static int of(long sum) {
        return ~fold(sum) & 0xFFFF;
    }

    /** Whether a message whose checksum field is part of {@code sum} is intact. */
    static boolean verifies(long sum) {
        return fold(sum) == 0xFFFF;
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded > 0xFFFF) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (int) folded;
    }
}
