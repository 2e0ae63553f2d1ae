package org.keepvip.bench.lab;

/** The Internet checksum (RFC 1071), for the frames that the lab makes itself. */
public final class Checksum {
    private static final int IPV6_HEADER = 40;

    private Checksum() {}

    /** The sum over some octets, and a start value for a pseudo header. */
    public static short of(byte[] octets, int from, int length, long start) {
        long sum = start;
        for (int i = 0; i < length; i++) {
            int octet = octets[from + i] & 0xff;
            sum += i % 2 == 0 ? octet << 8 : octet;
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }

    /** The sum of an IPv6 packet's payload with its pseudo header (RFC 8200 section 8.1); the field must be zero. */
    static short ipv6(byte[] octets, int packet, int protocol) {
        int length = octets.length - packet - IPV6_HEADER;
        int addresses = ~of(octets, packet + 8, 32, 0) & 0xffff;
        return of(octets, packet + IPV6_HEADER, length, addresses + (long) length + protocol);
    }

    /** The sum of an IPv4 packet's payload with the pseudo header that RFC 5798 gives VRRP; the field must be zero. */
    public static short ipv4(byte[] octets, int packet, int payload, int length, int protocol) {
        int addresses = ~of(octets, packet + 12, 8, 0) & 0xffff;
        return of(octets, payload, length, addresses + (long) length + protocol);
    }
}
