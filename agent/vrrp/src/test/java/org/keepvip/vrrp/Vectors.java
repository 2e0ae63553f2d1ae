package org.keepvip.vrrp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Envelope;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Secret;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;

/** The captured and computed packets in {@code vectors/*.txt}; the columns are described there. */
public final class Vectors {
    private Vectors() {}

    /** A good advert and what it says. */
    public record Advert(
            String id,
            Advertisement advertisement,
            Authentication authentication,
            ChecksumForm checksum,
            Envelope envelope,
            int identification,
            boolean dontFragment,
            int sequence,
            String pdu,
            Optional<String> packet) {
        @Override
        public String toString() {
            return id;
        }

        /** As a raw socket delivers it; an advert of which only the PDU is known gets a packet of our own around it. */
        public Datagram datagram() {
            if (envelope.source() instanceof IpAddress.V6 from && envelope.destination() instanceof IpAddress.V6 to) {
                byte[] octets = hex(pdu);
                return Datagram.ofIpv6(from, to, envelope.ttl(), octets, octets.length);
            }
            return Datagram.ofIpv4(packet.map(Vectors::hex).orElseGet(() -> ipv4(envelope, hex(pdu))));
        }
    }

    /** An advert with keepalived's auth_hmac trailer, the PDU in hex. */
    public record Signed(String id, Datagram datagram, String pdu) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** An advert with a fault, or an odd one without, and the router it is for. */
    public record Negative(
            String id,
            Settings settings,
            Settings strictSettings,
            boolean accepted,
            boolean acceptedWhenStrict,
            Datagram datagram) {
        @Override
        public String toString() {
            return id;
        }
    }

    public static List<Advert> adverts() {
        return rows("adverts.txt").map(Vectors::advert).toList();
    }

    public static List<Signed> signed() {
        return rows("signed.txt")
                .map(c -> new Signed(
                        c[0], datagram(address(c[1]), address(c[2]), Integer.parseInt(c[3]), hex(c[4])), c[4]))
                .toList();
    }

    /** Ethernet frames in hex by identifier. */
    public static Map<String, String> announcements() {
        return rows("announcements.txt").collect(Collectors.toMap(c -> c[0], c -> c[1]));
    }

    public static List<Negative> negatives() {
        return rows("negatives.txt").map(Vectors::negative).toList();
    }

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static Stream<String[]> rows(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("vectors/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no test resource vectors/" + file);
            }
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split(" \\| ", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Advert advert(String[] c) {
        return new Advert(
                c[0],
                new Advertisement(
                        version(c[1]),
                        new Vrid(Integer.parseInt(c[2])),
                        new Priority(Integer.parseInt(c[3])),
                        Duration.ofMillis(Long.parseLong(c[4])),
                        addresses(c[14])),
                authentication(c[5], c[6]),
                ChecksumForm.valueOf(c[7]),
                new Envelope(address(c[8]), address(c[9]), Integer.parseInt(c[10])),
                Integer.parseInt(c[11]),
                c[12].equals("df"),
                Integer.parseInt(c[13]),
                c[15],
                Optional.of(c[16]).filter(packet -> !packet.equals("-")));
    }

    private static Negative negative(String[] c) {
        byte[] frame = hex(c[12]);
        byte[] packet = Arrays.copyOfRange(frame, 14, frame.length);
        return new Negative(
                c[0],
                settings(c, false),
                settings(c, true),
                c[10].equals("A"),
                c[11].equals("A"),
                c[2].equals("4") ? delivered(packet) : ofIpv6Packet(packet));
    }

    /**
     * What the kernel makes of an IPv4 packet. The one fragment among the vectors lacks its second half, four zero
     * octets, and is put together as ip_defrag does it.
     */
    private static Datagram delivered(byte[] packet) {
        if ((packet[6] & 0x20) == 0) {
            return Datagram.ofIpv4(packet);
        }
        byte[] whole = Arrays.copyOf(packet, packet.length + 4);
        whole[3] = (byte) whole.length;
        whole[6] = 0;
        whole[10] = 0;
        whole[11] = 0;
        putChecksum(whole);
        return Datagram.ofIpv4(whole, whole.length, true);
    }

    private static Datagram ofIpv6Packet(byte[] packet) {
        return datagram(
                IpAddress.of(Arrays.copyOfRange(packet, 8, 24)),
                IpAddress.of(Arrays.copyOfRange(packet, 24, 40)),
                packet[7] & 0xFF,
                Arrays.copyOfRange(packet, 40, packet.length));
    }

    private static Datagram datagram(IpAddress source, IpAddress destination, int ttl, byte[] pdu) {
        if (source instanceof IpAddress.V6 from && destination instanceof IpAddress.V6 to) {
            return Datagram.ofIpv6(from, to, ttl, pdu, pdu.length);
        }
        return Datagram.ofIpv4(ipv4(new Envelope(source, destination, ttl), pdu));
    }

    /** {@code pdu} in an IPv4 packet with protocol 112. */
    public static byte[] ipv4(Envelope envelope, byte[] pdu) {
        byte[] packet = new byte[20 + pdu.length];
        packet[0] = 0x45;
        packet[1] = (byte) 0xC0;
        packet[2] = (byte) (packet.length >>> 8);
        packet[3] = (byte) packet.length;
        packet[8] = (byte) envelope.ttl();
        packet[9] = 112;
        System.arraycopy(envelope.source().octets(), 0, packet, 12, 4);
        System.arraycopy(envelope.destination().octets(), 0, packet, 16, 4);
        System.arraycopy(pdu, 0, packet, 20, pdu.length);
        putChecksum(packet);
        return packet;
    }

    /** Writes the header checksum of an IPv4 packet without options, whatever stood there. */
    public static void putChecksum(byte[] packet) {
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += i == 10 ? 0 : (packet[i] & 0xFF) << 8 | (packet[i + 1] & 0xFF);
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = ~((sum & 0xFFFF) + (sum >>> 16));
        packet[10] = (byte) (sum >>> 8);
        packet[11] = (byte) sum;
    }

    private static Settings settings(String[] c, boolean strict) {
        boolean six = c[2].equals("6");
        List<Vip> vips = addresses(c[8]).stream()
                .map(address -> Vip.of(Prefix.host(address), "eth0"))
                .toList();
        Settings.Transport transport = c[4].equals("multicast")
                ? new Settings.Transport.Multicast(address(six ? "ff02::12" : "224.0.0.18"))
                : new Settings.Transport.Unicast(List.of(
                        new Settings.Peer(address("10.99.0.1"), 0, 255),
                        new Settings.Peer(address("10.99.0.3"), 0, 255)));
        return new Settings(
                c[0],
                Optional.of("eth0"),
                Settings.Interfaces.DEVICE,
                new Vrid(Integer.parseInt(c[1])),
                vips.getFirst().address().family(),
                new Settings.Wire(
                        version(c[3]),
                        authentication(c[5], c[6]),
                        ChecksumForm.PSEUDO_HEADER,
                        transport,
                        Optional.empty(),
                        Optional.empty()),
                new Settings.Election(
                        new Priority(100),
                        Duration.ofSeconds(1),
                        3,
                        c[7].equals("preempt"),
                        Duration.ZERO,
                        true,
                        false,
                        Duration.ZERO),
                new Settings.Reception(strict, false, false, false),
                new Settings.Addresses(vips, List.of(), false, false, true),
                Settings.Routing.NONE,
                new Settings.Announcing(
                        5,
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        1,
                        Duration.ofSeconds(5),
                        5,
                        Duration.ZERO,
                        Duration.ZERO,
                        Settings.Elsewhere.NONE),
                new Settings.Tracking(true, false, List.of(), List.of(), Settings.Membership.NONE),
                List.of());
    }

    private static Version version(String number) {
        return number.equals("2") ? Version.V2 : Version.V3;
    }

    private static Authentication authentication(String kind, String secret) {
        return switch (kind) {
            case "none" -> new Authentication.None();
            case "pass" -> new Authentication.Password(Secret.of(secret));
            case "ah" -> new Authentication.AuthenticationHeader(Secret.of(secret));
            default -> throw new IllegalStateException("authentication " + kind);
        };
    }

    private static List<IpAddress> addresses(String list) {
        return Arrays.stream(list.split(",", -1)).map(Vectors::address).toList();
    }

    private static IpAddress address(String text) {
        return IpAddress.literal(text);
    }
}
