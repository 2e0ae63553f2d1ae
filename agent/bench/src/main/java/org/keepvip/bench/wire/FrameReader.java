package org.keepvip.bench.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Ethernet frames as far as the judges need. It is written apart from the agent's own decoder on purpose: a mistake there must not be
 * repeated here.
 */
final class FrameReader {
    private static final int ETHERNET = 14;
    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;
    private static final int IPV6 = 0x86dd;
    private static final int ICMP = 1;
    private static final int AH = 51;
    private static final int ICMPV6 = 58;
    private static final int VRRP = 112;

    private final Instant at;
    private final ByteBuffer frame;
    private final String mac;

    private FrameReader(Instant at, ByteBuffer frame) {
        this.at = at;
        this.frame = frame;
        this.mac = HexFormat.ofDelimiter(":").formatHex(octets(6, 6));
    }

    /** The sighting in a frame, if it is one of interest and not cut short. */
    static Optional<Sighting> read(Instant at, byte[] frame) {
        if (frame.length < ETHERNET + 20) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new FrameReader(at, ByteBuffer.wrap(frame)).sighting());
        } catch (IndexOutOfBoundsException cutShort) {
            return Optional.empty();
        }
    }

    private @Nullable Sighting sighting() {
        return switch (frame.getShort(12) & 0xffff) {
            case ARP -> arp();
            case IPV4 -> ipv4();
            case IPV6 -> ipv6();
            default -> null;
        };
    }

    private @Nullable Sighting arp() {
        int operation = frame.getShort(ETHERNET + 6);
        String sender = address(ETHERNET + 14, 4);
        String target = address(ETHERNET + 24, 4);
        if (sender.equals(target)) {
            return new Sighting.Announcement(at, mac, sender);
        }
        return switch (operation) {
            case 1 -> new Sighting.Question(at, mac, target, -1);
            case 2 -> new Sighting.Answer(at, mac, sender, -1);
            default -> null;
        };
    }

    private @Nullable Sighting ipv4() {
        int header = (frame.get(ETHERNET) & 0xf) * 4;
        String from = address(ETHERNET + 12, 4);
        String to = address(ETHERNET + 16, 4);
        int payload = ETHERNET + header;
        return switch (octet(ETHERNET + 9)) {
            case VRRP -> advert(payload, from, to, false);
            case AH -> octet(payload) == VRRP ? advert(payload + (octet(payload + 1) + 2) * 4, from, to, true) : null;
            case ICMP -> echo(payload, from, to, 8, 0);
            default -> null;
        };
    }

    private @Nullable Sighting ipv6() {
        String from = address(ETHERNET + 8, 16);
        String to = address(ETHERNET + 24, 16);
        int payload = ETHERNET + 40;
        return switch (octet(ETHERNET + 6)) {
            case VRRP -> advert(payload, from, to, false);
            case ICMPV6 -> icmpv6(payload, from, to);
            default -> null;
        };
    }

    private @Nullable Sighting icmpv6(int payload, String from, String to) {
        return switch (octet(payload)) {
            case 135 -> new Sighting.Question(at, mac, address(payload + 8, 16), -1);
            case 136 ->
                to.equals("ff02::1")
                        ? new Sighting.Announcement(at, mac, address(payload + 8, 16))
                        : new Sighting.Answer(at, mac, address(payload + 8, 16), -1);
            default -> echo(payload, from, to, 128, 129);
        };
    }

    private @Nullable Sighting echo(int payload, String from, String to, int request, int reply) {
        int type = octet(payload);
        int sequence = frame.getShort(payload + 6) & 0xffff;
        if (type == request) {
            return new Sighting.Question(at, mac, to, sequence);
        }
        return type == reply ? new Sighting.Answer(at, mac, from, sequence) : null;
    }

    private Sighting advert(int payload, String from, String to, boolean authenticationHeader) {
        int version = octet(payload) >> 4;
        Duration interval = version == 2
                ? Duration.ofSeconds(octet(payload + 5))
                : Duration.ofMillis((frame.getShort(payload + 4) & 0xfffL) * 10);
        return new Sighting.Advert(
                at,
                mac,
                from,
                to,
                version,
                octet(payload + 1),
                octet(payload + 2),
                interval,
                octet(payload + 3),
                authenticationHeader);
    }

    private int octet(int offset) {
        return frame.get(offset) & 0xff;
    }

    private byte[] octets(int offset, int length) {
        byte[] copy = new byte[length];
        frame.get(offset, copy);
        return copy;
    }

    private String address(int offset, int length) {
        try {
            return length == 4
                    ? InetAddress.getByAddress(octets(offset, length)).getHostAddress()
                    : AddressText.of(octets(offset, length));
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + length + " octets", e);
        }
    }
}
