package org.keepvip.vrrp.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.SentAdvert;
import org.keepvip.vrrp.Statistic;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Secret;

/** Every reason to refuse a datagram, one fault at a time, with the section that asks for it. */
class RejectionsTest {
    private static final Authentication PASSWORD = new Authentication.Password(Secret.of("s3cr3t"));
    private static final Authentication OTHER_PASSWORD = new Authentication.Password(Secret.of("s3cr3u"));
    private static final Authentication HEADER = new Authentication.AuthenticationHeader(Secret.of("s3cr3t"));
    private static final Authentication OTHER_HEADER = new Authentication.AuthenticationHeader(Secret.of("s3cr3u"));

    record Case(String rule, Rejection expected, Receiver receiver, Datagram datagram) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Case of(String rule, Rejection expected, Receiver receiver, Datagram datagram) {
        return new Case(rule, expected, receiver, datagram);
    }

    static List<Case> lengths() {
        SentAdvert v2 = SentAdvert.v2();
        SentAdvert v3 = SentAdvert.v3();
        SentAdvert v6 = SentAdvert.v3Ipv6();
        return List.of(
                of("3768 7.1 complete: 7 octets", Rejection.PACKET_TOO_SHORT, Receiver.v2(), v2.resized(-13)),
                of("3768 7.1 complete: no auth data", Rejection.PACKET_TOO_SHORT, Receiver.v2(), v2.resized(-8)),
                of(
                        "9568 7.1 complete: count 2, one address",
                        Rejection.PACKET_TOO_SHORT,
                        Receiver.v3(),
                        v3.withOctet(3, 2)),
                of("9568 7.1 complete: IPv6, no octet", Rejection.PACKET_TOO_SHORT, Receiver.v3Ipv6(), v6.resized(-24)),
                of(
                        "9568 7.1 complete: IPv6, half an address",
                        Rejection.PACKET_TOO_SHORT,
                        Receiver.v3Ipv6(),
                        v6.resized(-8)),
                of("791 3.1: 19 octets", Rejection.PACKET_TOO_SHORT, Receiver.v3(), v3.followedBy(-13)),
                of(
                        "791 3.1: cut behind the total length",
                        Rejection.PACKET_TOO_SHORT,
                        Receiver.v3(),
                        v3.followedBy(-1)),
                of(
                        "791 3.1: total length below the header",
                        Rejection.PACKET_TOO_SHORT,
                        Receiver.v3(),
                        v3.withHeaderOctet(3, 19)),
                of(
                        "4302 2: cut in the header",
                        Rejection.PACKET_TOO_SHORT,
                        Receiver.v2().with(HEADER),
                        v2.with(HEADER).resized(-21)),
                of("4 octets more", Rejection.PACKET_TOO_LONG, Receiver.v2(), v2.resized(4)),
                of("version 2's auth data in version 3", Rejection.PACKET_TOO_LONG, Receiver.v3(), v3.resized(8)),
                of("IPv6, 8 octets more", Rejection.PACKET_TOO_LONG, Receiver.v3Ipv6(), v6.resized(8)),
                of("padding of no Ethernet frame", Rejection.PACKET_TOO_LONG, Receiver.v3(), v3.followedBy(4)),
                of(
                        "padding of a frame that needs none",
                        Rejection.PACKET_TOO_LONG,
                        Receiver.v2(),
                        v2.listing("10.99.0.100", "10.99.0.101", "10.99.0.102").followedBy(2)),
                of("auth_hmac trailer", Rejection.SIGNATURE_UNEXPECTED, Receiver.v3(), v3.resized(28)),
                of("auth_hmac trailer, version 2", Rejection.SIGNATURE_UNEXPECTED, Receiver.v2(), v2.resized(28)),
                of("auth_hmac trailer, IPv6", Rejection.SIGNATURE_UNEXPECTED, Receiver.v3Ipv6(), v6.resized(28)));
    }

    static List<Case> headers() {
        SentAdvert v2 = SentAdvert.v2();
        SentAdvert v3 = SentAdvert.v3();
        byte[] wrongChecksum = v3.octets();
        wrongChecksum[10] ^= 1;
        byte[] options = HexFormat.of().parseHex("46c0002400010000ff703b2c0a630003e000001294040000");
        options = Arrays.copyOf(options, 36);
        System.arraycopy(v3.octets(), 20, options, 24, 12);
        byte[] octets = v3.octets();
        byte[] innerUdp = v2.with(HEADER).octets();
        innerUdp[20] = 17;
        byte[] longer = v2.with(HEADER).octets();
        longer[21] = 5;
        return List.of(
                of("1122 3.2.1.2 header checksum", Rejection.IP_HEADER, Receiver.v3(), Datagram.ofIpv4(wrongChecksum)),
                of("1122 3.2.1.1 IP version", Rejection.IP_HEADER, Receiver.v3(), v3.withHeaderOctet(0, 0x65)),
                of("791 3.1: IHL 4", Rejection.IP_HEADER, Receiver.v3(), v3.withHeaderOctet(0, 0x44)),
                of("9568 5.1.1.4 protocol", Rejection.IP_HEADER, Receiver.v3(), v3.withHeaderOctet(9, 17)),
                of(
                        "AH with something else inside",
                        Rejection.IP_HEADER,
                        Receiver.v2().with(HEADER),
                        Datagram.ofIpv4(innerUdp)),
                of("AH of another length", Rejection.IP_HEADER, Receiver.v2().with(HEADER), Datagram.ofIpv4(longer)),
                of("strict: IP options", Rejection.IP_HEADER, Receiver.v3().strict(), Datagram.ofIpv4(options)),
                of("first fragment", Rejection.FRAGMENT, Receiver.v3(), v3.withHeaderOctet(6, 0x20)),
                of("later fragment", Rejection.FRAGMENT, Receiver.v3(), v3.withHeaderOctet(7, 1)),
                of(
                        "strict: came in fragments",
                        Rejection.FRAGMENT,
                        Receiver.v3().strict(),
                        Datagram.ofIpv4(octets, octets.length, true)),
                of("3768 7.1 TTL", Rejection.TTL, Receiver.v2(), v2.ttl(254).datagram()),
                of("9568 7.1 TTL", Rejection.TTL, Receiver.v3(), v3.ttl(64).datagram()),
                of(
                        "9568 5.1.2.3 hop limit",
                        Rejection.TTL,
                        Receiver.v3Ipv6(),
                        SentAdvert.v3Ipv6().ttl(254).datagram()),
                of(
                        "peer below min_ttl",
                        Rejection.TTL,
                        Receiver.v3().unicast(254, 255),
                        v3.toPeer().ttl(253).datagram()),
                of(
                        "peer above max_ttl",
                        Rejection.TTL,
                        Receiver.v3().unicast(0, 64),
                        v3.toPeer().ttl(65).datagram()));
    }

    static List<Case> messages() {
        SentAdvert v2 = SentAdvert.v2();
        SentAdvert v3 = SentAdvert.v3();
        SentAdvert v6 = SentAdvert.v3Ipv6();
        return List.of(
                of("3768 7.1 version", Rejection.VERSION, Receiver.v2(), v3.datagram()),
                of("9568 7.1 version", Rejection.VERSION, Receiver.v3(), v2.datagram()),
                of("version 1", Rejection.VERSION, Receiver.v2(), v2.withOctet(0, 0x11)),
                of("version 4", Rejection.VERSION, Receiver.v3(), v3.withOctet(0, 0x41)),
                of("version 2 on IPv6", Rejection.VERSION, Receiver.v3Ipv6(), v6.withOctet(0, 0x21)),
                of("3768 5.3.2 type", Rejection.TYPE, Receiver.v2(), v2.withOctet(0, 0x22)),
                of("9568 5.2.2 type", Rejection.TYPE, Receiver.v3(), v3.withOctet(0, 0x30)),
                of("9568 7.1 VRID", Rejection.VRID, Receiver.v3(), v3.withOctet(1, 52)),
                of("9568 5.2.3 VRID 0", Rejection.VRID, Receiver.v3(), v3.withOctet(1, 0)),
                of("3768 7.1 checksum", Rejection.CHECKSUM, Receiver.v2(), v2.spoiled(7)),
                of("3768 7.1 checksum covers auth data", Rejection.CHECKSUM, Receiver.v2(), v2.spoiled(12)),
                of("9568 7.1 checksum", Rejection.CHECKSUM, Receiver.v3(), v3.spoiled(6)),
                of("9568 7.1 checksum, IPv6", Rejection.CHECKSUM, Receiver.v3Ipv6(), v6.spoiled(9)),
                of(
                        "group's checksum to another group",
                        Rejection.CHECKSUM,
                        Receiver.v3(),
                        v3.with(ChecksumForm.GROUP_PSEUDO_HEADER)
                                .from("10.99.0.3", "224.0.0.19")
                                .spoiled(7)),
                of(
                        "3768 7.1 interval",
                        Rejection.ADVERTISEMENT_INTERVAL,
                        Receiver.v2(),
                        v2.every(Duration.ofSeconds(2)).datagram()),
                of(
                        "3768 7.1 interval 0",
                        Rejection.ADVERTISEMENT_INTERVAL,
                        Receiver.v2(),
                        v2.every(Duration.ZERO).datagram()),
                of(
                        "9568 erratum 8301 interval 0",
                        Rejection.ADVERTISEMENT_INTERVAL,
                        Receiver.v3(),
                        v3.every(Duration.ZERO).datagram()),
                of(
                        "9568 erratum 8301 interval 0, IPv6",
                        Rejection.ADVERTISEMENT_INTERVAL,
                        Receiver.v3Ipv6(),
                        v6.every(Duration.ZERO).datagram()),
                of(
                        "3768 5.3.5 count 0",
                        Rejection.ADDRESS_COUNT,
                        Receiver.v2(),
                        v2.listing().datagram()),
                of(
                        "9568 5.2.5 count 0",
                        Rejection.ADDRESS_COUNT,
                        Receiver.v3(),
                        v3.listing().datagram()),
                of(
                        "9568 erratum 8300",
                        Rejection.FIRST_ADDRESS_NOT_LINK_LOCAL,
                        Receiver.v3Ipv6(),
                        v6.listing("2001:db8::100", "fe80::100").datagram()));
    }

    static List<Case> authentication() {
        SentAdvert v2 = SentAdvert.v2();
        byte[] otherSpi = v2.with(HEADER).numbered(3).octets();
        otherSpi[27] = 4;
        sign(otherSpi, "s3cr3t");
        Receiver withHeader = Receiver.v2().with(HEADER);
        SentAdvert third = v2.with(HEADER).numbered(3);
        return List.of(
                of("3768 5.3.6 type 3", Rejection.AUTH_TYPE_INVALID, Receiver.v2(), v2.withOctet(4, 3)),
                of(
                        "3768 7.1 type: password to none",
                        Rejection.AUTH_TYPE_MISMATCH,
                        Receiver.v2(),
                        v2.with(PASSWORD).datagram()),
                of(
                        "3768 7.1 type: none to password",
                        Rejection.AUTH_TYPE_MISMATCH,
                        Receiver.v2().with(PASSWORD),
                        v2.datagram()),
                of("type 2 without a header", Rejection.AUTH_TYPE_MISMATCH, Receiver.v2(), v2.withOctet(4, 2)),
                of("header to none", Rejection.AUTH_TYPE_MISMATCH, Receiver.v2(), third.datagram()),
                of("none to header", Rejection.AUTH_TYPE_MISMATCH, withHeader, v2.datagram()),
                of("header before version 3", Rejection.AUTH_TYPE_MISMATCH, Receiver.v3(), third.datagram()),
                of(
                        "2338 10.2 password",
                        Rejection.AUTH_FAILURE,
                        Receiver.v2().with(PASSWORD),
                        v2.with(OTHER_PASSWORD).datagram()),
                of(
                        "key",
                        Rejection.AUTH_FAILURE,
                        withHeader,
                        v2.with(OTHER_HEADER).numbered(3).datagram()),
                of("integrity: priority", Rejection.AUTH_FAILURE, withHeader, third.withOctet(2, 201)),
                of("integrity: identification", Rejection.AUTH_FAILURE, withHeader, third.withHeaderOctet(5, 9)),
                of(
                        "integrity: source",
                        Rejection.AUTH_FAILURE,
                        withHeader.unicast(0, 255),
                        third.toPeer().withHeaderOctet(15, 4)),
                of("SPI is the source", Rejection.AUTH_FAILURE, withHeader, Datagram.ofIpv4(otherSpi)),
                of("sequence repeated", Rejection.AUTH_REPLAY, withHeader.processed(3), third.datagram()),
                of("sequence older", Rejection.AUTH_REPLAY, withHeader.processed(4), third.datagram()),
                of("sequence is unsigned", Rejection.AUTH_REPLAY, withHeader.processed(-1), third.datagram()));
    }

    /** keepalived's check value of a packet to the group, worked out a second time and on its own. */
    private static void sign(byte[] packet, String password) {
        byte[] covered = packet.clone();
        for (int mutable : new int[] {1, 6, 7, 10, 11}) {
            covered[mutable] = 0;
        }
        Arrays.fill(covered, 32, 44, (byte) 0);
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), 8), "HmacMD5"));
            System.arraycopy(mac.doFinal(covered), 0, packet, 32, 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Case> addresses() {
        SentAdvert v3 = SentAdvert.v3();
        SentAdvert v6 = SentAdvert.v3Ipv6();
        Receiver unicast = Receiver.v3().unicast(0, 255);
        return List.of(
                of(
                        "other group",
                        Rejection.DESTINATION,
                        Receiver.v3(),
                        v3.from("10.99.0.3", "224.0.0.1").datagram()),
                of(
                        "other group, IPv6",
                        Rejection.DESTINATION,
                        Receiver.v3Ipv6(),
                        v6.from("fe80::3", "ff02::1").datagram()),
                of(
                        "to us instead of the group",
                        Rejection.DESTINATION,
                        Receiver.v3(),
                        v3.toPeer().datagram()),
                of("to the group instead of us", Rejection.DESTINATION, unicast, v3.datagram()),
                of(
                        "1122 3.2.1.3 source 0.0.0.0",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3(),
                        v3.from("0.0.0.0", "224.0.0.18").datagram()),
                of(
                        "source ::",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3Ipv6(),
                        v6.from("::", "ff02::12").datagram()),
                of(
                        "1122 3.2.1.3 source multicast",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3(),
                        v3.from("224.0.0.18", "224.0.0.18").datagram()),
                of(
                        "1122 3.2.1.3 source broadcast",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3(),
                        v3.from("255.255.255.255", "224.0.0.18").datagram()),
                of(
                        "source is the subnet's broadcast",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3(),
                        v3.from("10.99.0.255", "224.0.0.18").datagram()),
                of(
                        "source is ours",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3(),
                        v3.from("10.99.0.2", "224.0.0.18").datagram()),
                of(
                        "source is a VIP",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3(),
                        v3.from("10.99.0.100", "224.0.0.18").datagram()),
                of(
                        "source is an excluded VIP",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3().excluding("10.99.0.101"),
                        v3.from("10.99.0.101", "224.0.0.18").datagram()),
                of(
                        "source is a global VIP",
                        Rejection.SOURCE_ADDRESS,
                        Receiver.v3Ipv6().holding("fe80::100", "2001:db8::100"),
                        v6.from("2001:db8::100", "ff02::12").datagram()),
                of(
                        "strict: source off link",
                        Rejection.SOURCE_OFF_LINK,
                        Receiver.v3().strict(),
                        v3.from("192.0.2.9", "224.0.0.18").datagram()),
                of(
                        "strict: 9568 5.1.2.1",
                        Rejection.SOURCE_OFF_LINK,
                        Receiver.v3Ipv6().strict(),
                        v6.from("2001:db8::3", "ff02::12").datagram()),
                of(
                        "unknown peer, check_unicast_src or not",
                        Rejection.UNKNOWN_PEER,
                        unicast,
                        v3.from("10.99.0.77", "10.99.0.2").datagram()));
    }

    @ParameterizedTest
    @MethodSource({
        "lengths",
        "headers",
        "messages",
        "authentication",
        "org.keepvip.vrrp.reception.SignedCases#all",
        "addresses"
    })
    void refuses(Case fault) {
        IpAddress from = fault.datagram.source();
        assertEquals(
                new Verdict.Rejected(new Event.AdvertisementRejected(from, fault.expected)),
                new ReceiveChecks(fault.receiver.settings())
                        .check(fault.receiver.standing(), SignedCases.freshness(), fault.datagram));
    }

    @Test
    void everyReasonIsProduced() {
        Set<Rejection> produced =
                List.of(lengths(), headers(), messages(), authentication(), SignedCases.all(), addresses()).stream()
                        .flatMap(List::stream)
                        .map(Case::expected)
                        .collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(Rejection.class), produced);
    }

    /** The keys of keepalived's statistics; each error counter there is served. */
    @Test
    void everyCounterIsFed() {
        Set<String> fed = EnumSet.allOf(Rejection.class).stream()
                .flatMap(rejection -> rejection.counter().stream())
                .map(Rejection.Counter::key)
                .collect(Collectors.toSet());
        Set<String> known =
                EnumSet.allOf(Statistic.class).stream().map(Statistic::key).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(Rejection.Counter.class).size(), fed.size());
        assertTrue(known.containsAll(fed), fed::toString);
    }
}
