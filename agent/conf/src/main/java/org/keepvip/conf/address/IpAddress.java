package org.keepvip.conf.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address. The order is that of the octets read as one unsigned number, which is the order that breaks
 * a tie between two MASTERs (RFC 9568 section 6.4.3); addresses of different families compare by family first.
 */
public sealed interface IpAddress extends Comparable<IpAddress> {

    /** An IPv4 address, its four octets in network order. */
    record V4(int bits) implements IpAddress {
        @Override
        public Family family() {
            return Family.IPV4;
        }

        @Override
        public byte[] octets() {
            return ByteBuffer.allocate(4).putInt(bits).array();
        }

        @Override
        public boolean isMulticast() {
            return bits >>> 28 == 0xE;
        }

        @Override
        public boolean isLinkLocal() {
            return bits >>> 16 == 0xA9FE;
        }

        @Override
        public boolean isUnspecified() {
            return bits == 0;
        }

        @Override
        public String toString() {
            return (bits >>> 24) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF);
        }
    }

    /** An IPv6 address, its upper and lower eight octets in network order. */
    record V6(long high, long low) implements IpAddress {
        @Override
        public Family family() {
            return Family.IPV6;
        }

        @Override
        public byte[] octets() {
            return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        }

        @Override
        public boolean isMulticast() {
            return high >>> 56 == 0xFF;
        }

        @Override
        public boolean isLinkLocal() {
            return high >>> 54 == 0x3FA;
        }

        @Override
        public boolean isUnspecified() {
            return high == 0 && low == 0;
        }

        /** The text form of RFC 5952: lower case, the longest run of zero groups as {@code ::}. */
        @Override
        public String toString() {
            return Ipv6Text.format(high, low);
        }
    }

    /** Dotted decimal, four parts, no leading zeros that could be read as octal. */
    Pattern DOTTED = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    Family family();

    /** The octets in network order; a fresh array. */
    byte[] octets();

    boolean isMulticast();

    /** 169.254.0.0/16 or fe80::/10. */
    boolean isLinkLocal();

    /** 0.0.0.0 or ::. */
    boolean isUnspecified();

    /** The address of 4 or 16 octets in network order. */
    static IpAddress of(byte... octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        return switch (octets.length) {
            case 4 -> new V4(buffer.getInt());
            case 16 -> new V6(buffer.getLong(), buffer.getLong());
            default -> throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length);
        };
    }

    /** The address written in {@code text}: an address only, never a host name, a prefix or a zone. */
    static Optional<IpAddress> parse(String text) {
        if (DOTTED.matcher(text).matches()) {
            int bits = 0;
            for (String part : text.split("\\.", -1)) {
                bits = bits << 8 | Integer.parseInt(part);
            }
            return Optional.of(new V4(bits));
        }
        return text.indexOf(':') < 0 ? Optional.empty() : Ipv6Text.parse(text);
    }

    /** As {@link #parse}, for text that is known to be an address. */
    static IpAddress literal(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    /** For the Java networking API. */
    default InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(octets());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(
                    "4 or 16 octets are always an address: " + Arrays.toString(octets()), impossible);
        }
    }

    @Override
    default int compareTo(IpAddress other) {
        return switch (this) {
            case V4 v4 when other instanceof V4 o -> Integer.compareUnsigned(v4.bits, o.bits);
            case V6 v6
            when other instanceof V6 o ->
                v6.high == o.high ? Long.compareUnsigned(v6.low, o.low) : Long.compareUnsigned(v6.high, o.high);
            case V4 _, V6 _ -> family().compareTo(other.family());
        };
    }
}
