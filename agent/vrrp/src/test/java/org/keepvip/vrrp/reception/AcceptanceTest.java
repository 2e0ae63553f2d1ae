package org.keepvip.vrrp.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.SentAdvert;
import org.keepvip.vrrp.Vectors;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Secret;

/** What is accepted, and what the operator is told about it. */
class AcceptanceTest {
    private static final Authentication PASSWORD = new Authentication.Password(Secret.of("s3cr3t"));
    private static final Authentication HEADER = new Authentication.AuthenticationHeader(Secret.of("s3cr3t"));

    record Case(String rule, Receiver receiver, Datagram datagram, Set<Note> notes) {
        @Override
        public String toString() {
            return rule;
        }
    }

    private static Case of(String rule, Receiver receiver, Datagram datagram, Note... notes) {
        return new Case(rule, receiver, datagram, Set.of(notes));
    }

    static List<Case> sound() {
        SentAdvert v2 = SentAdvert.v2();
        SentAdvert v3 = SentAdvert.v3();
        byte[] octets = v3.octets();
        return List.of(
                of("version 2", Receiver.v2(), v2.datagram()),
                of("version 3", Receiver.v3(), v3.datagram()),
                of("IPv6", Receiver.v3Ipv6(), SentAdvert.v3Ipv6().datagram()),
                of("strict", Receiver.v3().strict(), v3.datagram()),
                of(
                        "strict, IPv6",
                        Receiver.v3Ipv6().strict(),
                        SentAdvert.v3Ipv6().datagram()),
                of("9568 5.2.6 reserved bits are ignored", Receiver.v3(), v3.withOctet(4, 0xF0)),
                of("3768 5.3.10 auth data of type 0 is ignored", Receiver.v2(), v2.withOctet(12, 0x67)),
                of("padded by 14 octets to Ethernet's minimum", Receiver.v3(), v3.followedBy(14)),
                of("padded by 6 octets to Ethernet's minimum", Receiver.v2(), v2.followedBy(6)),
                of("Don't Fragment", Receiver.v3(), v3.withHeaderOctet(6, 0x40)),
                of("TOS 0", Receiver.v3(), v3.withHeaderOctet(1, 0)),
                of("put together from fragments", Receiver.v3(), Datagram.ofIpv4(octets, octets.length, true)),
                of("priority 0", Receiver.v3(), v3.withOctet(2, 0)),
                of("priority 255", Receiver.v3(), v3.withOctet(2, 255)),
                of("password", Receiver.v2().with(PASSWORD), v2.with(PASSWORD).datagram()),
                of(
                        "peer at any distance",
                        Receiver.v3().unicast(0, 255),
                        v3.toPeer().ttl(1).datagram()),
                of(
                        "peer at min_ttl",
                        Receiver.v3().unicast(254, 255),
                        v3.toPeer().ttl(254).datagram()),
                of(
                        "peer at max_ttl",
                        Receiver.v3().unicast(0, 64),
                        v3.toPeer().ttl(64).datagram()),
                of(
                        "no address where none is configured",
                        Receiver.v3().holdingNone(),
                        v3.listing().datagram()),
                of(
                        "other order",
                        Receiver.v3().holding("10.99.0.100", "10.99.0.9"),
                        v3.listing("10.99.0.9", "10.99.0.100").datagram()),
                of(
                        "skip_check_adv_addr",
                        Receiver.v3().skippingAddressCheck(),
                        v3.listing("10.99.0.200").datagram()),
                of(
                        "FRR sends from the link-local VIP",
                        Receiver.v3Ipv6(),
                        SentAdvert.v3Ipv6().from("fe80::100", "ff02::12").datagram()));
    }

    static List<Case> odd() {
        SentAdvert v2 = SentAdvert.v2();
        SentAdvert v3 = SentAdvert.v3();
        SentAdvert v6 = SentAdvert.v3Ipv6();
        SentAdvert messageOnly = v3.with(ChecksumForm.MESSAGE_ONLY);
        SentAdvert group = v3.with(ChecksumForm.GROUP_PSEUDO_HEADER).toPeer();
        Receiver ipv6 = Receiver.v3Ipv6().holding("2001:db8::100");
        return List.of(
                of("9568 5.2.8 checksum", Receiver.v3(), messageOnly.datagram(), Note.CHECKSUM_FORM_DIFFERS),
                of(
                        "5798 checksum",
                        Receiver.v3().with(ChecksumForm.MESSAGE_ONLY),
                        v3.datagram(),
                        Note.CHECKSUM_FORM_DIFFERS),
                of(
                        "9568 5.2.8 checksum, as ours",
                        Receiver.v3().with(ChecksumForm.MESSAGE_ONLY),
                        messageOnly.datagram()),
                of(
                        "old keepalived's checksum",
                        Receiver.v3().unicast(0, 255),
                        group.datagram(),
                        Note.CHECKSUM_FORM_DIFFERS),
                of(
                        "9568 7.1 interval",
                        Receiver.v3(),
                        v3.every(Duration.ofSeconds(2)).datagram(),
                        Note.INTERVAL_DIFFERS),
                of(
                        "9568 7.1 interval, the longest",
                        Receiver.v3(),
                        v3.every(Duration.ofMillis(40_950)).datagram(),
                        Note.INTERVAL_DIFFERS),
                of(
                        "9568 7.1 interval, the shortest",
                        Receiver.v3(),
                        v3.every(Duration.ofMillis(10)).datagram(),
                        Note.INTERVAL_DIFFERS),
                of("other address", Receiver.v3(), v3.listing("10.99.0.200").datagram(), Note.ADDRESS_LIST_DIFFERS),
                of(
                        "one more",
                        Receiver.v2(),
                        v2.listing("10.99.0.100", "10.99.0.200").datagram(),
                        Note.ADDRESS_LIST_DIFFERS),
                of(
                        "one less",
                        Receiver.v2().holding("10.99.0.100", "10.99.0.200"),
                        v2.datagram(),
                        Note.ADDRESS_LIST_DIFFERS),
                of(
                        "one twice",
                        Receiver.v2().holding("10.99.0.100", "10.99.0.200"),
                        v2.listing("10.99.0.100", "10.99.0.100").datagram(),
                        Note.ADDRESS_LIST_DIFFERS),
                of(
                        "skip_check_adv_addr counts",
                        Receiver.v3().skippingAddressCheck(),
                        v3.listing("10.99.0.100", "10.99.0.200").datagram(),
                        Note.ADDRESS_LIST_DIFFERS),
                of(
                        "skip_check_adv_addr as MASTER",
                        Receiver.v3().skippingAddressCheck().asMaster(),
                        v3.listing("10.99.0.200").datagram(),
                        Note.ADDRESS_LIST_DIFFERS),
                of("9568 erratum 8298 owner", Receiver.v3().owner(), v3.datagram(), Note.OWNER_HEARS_ADVERT),
                of(
                        "owner, from the address it owns",
                        Receiver.v3().owner(),
                        v3.from("10.99.0.100", "224.0.0.18").datagram(),
                        Note.OWNER_HEARS_ADVERT),
                of(
                        "source off link",
                        Receiver.v3(),
                        v3.from("192.0.2.9", "224.0.0.18").datagram(),
                        Note.SOURCE_OFF_LINK),
                of(
                        "9568 5.1.2.1 source",
                        Receiver.v3Ipv6(),
                        v6.from("2001:db8::3", "ff02::12").datagram(),
                        Note.SOURCE_OFF_LINK),
                of(
                        "9568 erratum 8300, both ends",
                        ipv6,
                        v6.listing("2001:db8::100").datagram(),
                        Note.FIRST_ADDRESS_NOT_LINK_LOCAL));
    }

    @ParameterizedTest
    @MethodSource({"sound", "odd"})
    void accepts(Case advert) {
        Verdict.Accepted accepted =
                assertInstanceOf(Verdict.Accepted.class, advert.receiver.check(advert.datagram), advert.rule);
        assertEquals(advert.notes, accepted.notes());
        assertEquals(advert.datagram.source(), accepted.event().from());
        assertEquals(OptionalInt.empty(), accepted.sequence());
    }

    @Test
    void everyNoteIsProduced() {
        assertEquals(
                EnumSet.allOf(Note.class),
                odd().stream().flatMap(advert -> advert.notes.stream()).collect(Collectors.toSet()));
    }

    @Test
    void tellsWhatWasSaidAndHowItWasSummed() {
        SentAdvert sent = SentAdvert.v3().with(ChecksumForm.GROUP_PSEUDO_HEADER).toPeer();
        assertEquals(
                new Verdict.Accepted(
                        new Event.AdvertisementReceived(IpAddress.literal("10.99.0.3"), sent.advertisement()),
                        ChecksumForm.GROUP_PSEUDO_HEADER,
                        Set.of(Note.CHECKSUM_FORM_DIFFERS),
                        OptionalInt.empty(),
                        Optional.empty()),
                Receiver.v3().unicast(0, 255).check(sent.datagram()));
    }

    @Test
    void anAuthenticationHeadersSequenceNumberMustGrow() {
        Receiver backup = Receiver.v2().with(HEADER);
        SentAdvert sent = SentAdvert.v2().with(HEADER);
        assertEquals(
                OptionalInt.of(8),
                sequence(backup.processed(7), sent.numbered(8).datagram()));
        // 2^31 is more than 2^31 - 1: the numbers are unsigned.
        assertEquals(
                OptionalInt.of(Integer.MIN_VALUE),
                sequence(
                        backup.processed(Integer.MAX_VALUE),
                        sent.numbered(Integer.MIN_VALUE).datagram()));
        // Two MASTERs counted apart; the one that loses must be able to hear the other.
        assertEquals(
                OptionalInt.of(3),
                sequence(backup.processed(7).asMaster(), sent.numbered(3).datagram()));
    }

    /** The check value of a packet to a peer does not cover the TTL: keepalived zeroes it there, and only there. */
    @Test
    void aRoutedAuthenticationHeaderIsStillGenuine() {
        Datagram routed = SentAdvert.v2().with(HEADER).numbered(1).toPeer().withHeaderOctet(8, 17);
        assertEquals(OptionalInt.of(1), sequence(Receiver.v2().with(HEADER).unicast(0, 255), routed));
    }

    private static OptionalInt sequence(Receiver receiver, Datagram datagram) {
        return assertInstanceOf(Verdict.Accepted.class, receiver.check(datagram))
                .sequence();
    }

    /** Without the link's subnets nothing can be off link, even under strict reception. */
    @Test
    void unknownSubnetsRefuseNobody() {
        Receiver strict = Receiver.v3().strict();
        Standing lost = new Standing(false, Optional.empty(), List.of(), 0);
        Datagram far = SentAdvert.v3().from("192.0.2.9", "224.0.0.18").datagram();
        assertInstanceOf(
                Verdict.Accepted.class, new ReceiveChecks(strict.settings()).check(lost, Receiver.UNSIGNED, far));
    }

    /** RFC 3021: on a /31 the upper address is a router, not the broadcast. */
    @Test
    void aPointToPointNeighbourIsNoBroadcast() {
        IpAddress own = IpAddress.literal("10.99.0.2");
        Standing pair = new Standing(false, Optional.of(own), List.of(new Prefix(own, 31)), 0);
        Datagram upper = SentAdvert.v3().datagram();
        assertInstanceOf(
                Verdict.Accepted.class,
                new ReceiveChecks(Receiver.v3().settings()).check(pair, Receiver.UNSIGNED, upper));
    }

    /** What keepalived and FRR really sent to the group in version 3 passes at a router configured like them. */
    @Test
    void capturedAdvertsPass() {
        List<Vectors.Advert> captured = Vectors.adverts().stream()
                .filter(vector ->
                        vector.id().startsWith("frr_v3_6/") || vector.id().startsWith("v3_6/"))
                .toList();
        assertEquals(4, captured.size());
        Receiver receiver = Receiver.v3Ipv6().holding("fe80::100", "2001:db8:99::100");
        for (Vectors.Advert vector : captured) {
            Verdict.Accepted accepted =
                    assertInstanceOf(Verdict.Accepted.class, receiver.check(vector.datagram()), vector.id());
            assertEquals(Set.of(), accepted.notes(), vector.id());
        }
    }
}
