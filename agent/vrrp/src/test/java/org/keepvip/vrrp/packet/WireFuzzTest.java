package org.keepvip.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.SentAdvert;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vectors;
import org.keepvip.vrrp.reception.Freshness;
import org.keepvip.vrrp.reception.Note;
import org.keepvip.vrrp.reception.ReceiveChecks;
import org.keepvip.vrrp.reception.Receiver;
import org.keepvip.vrrp.reception.ReplayMarks;
import org.keepvip.vrrp.reception.Standing;
import org.keepvip.vrrp.reception.Verdict;

/**
 * Throws spoiled adverts at routers of every kind: no octets make the decoder or the checks throw, and whatever is
 * accepted is what the rules allow and says again, encoded, what was received. Octets that lead somewhere new are kept
 * and spoiled further. {@code keepvip.fuzz.count} and {@code keepvip.fuzz.seed} choose how many and which.
 */
class WireFuzzTest {
    private static final Secret SECRET = Secret.of("s3cr3t");
    private static final Authentication PASSWORD = new Authentication.Password(SECRET);
    private static final Authentication HEADER = new Authentication.AuthenticationHeader(SECRET);
    private static final SigningKey KEY = SignedVectorsTest.KEY;
    private static final Authentication SIGNED = SignedVectorsTest.SIGNED;
    /** Between the first and the second of keepalived's signed adverts, so that one is a replay and the next is not. */
    private static final SignatureTime CLOCK = SignatureTime.of(Instant.ofEpochSecond(1_795_397_100));

    private static final Freshness FRESHNESS = freshness();
    private static final int CORPUS = 4096;

    private static Freshness freshness() {
        ReplayMarks marks = new ReplayMarks();
        marks.mark(IpAddress.literal("10.99.0.1"), CLOCK, 0);
        return new Freshness(CLOCK, marks);
    }

    private final SplittableRandom random = new SplittableRandom(Long.getLong("keepvip.fuzz.seed", 1));
    private final Mutation mutation = new Mutation(random);
    private final IntegrityCheck check = new IntegrityCheck(SECRET);
    private final List<byte[]> ipv4 = new ArrayList<>();
    private final List<byte[]> ipv6 = new ArrayList<>();
    private final Set<Integer> places = new HashSet<>();
    private final Set<Rejection> rejections = EnumSet.noneOf(Rejection.class);
    private final Set<Note> notes = EnumSet.noneOf(Note.class);

    /** A router under fire. */
    private record Target(String name, Settings settings, Standing standing, ReceiveChecks checks) {
        static Target of(Receiver receiver) {
            return new Target(
                    receiver.toString(),
                    receiver.settings(),
                    receiver.standing(),
                    new ReceiveChecks(receiver.settings()));
        }
    }

    private static final List<Target> TARGETS = List.of(
                    Receiver.v2(),
                    Receiver.v2().strict(),
                    Receiver.v2().with(PASSWORD),
                    Receiver.v2().with(HEADER),
                    Receiver.v2().with(HEADER).unicast(0, 255).asMaster(),
                    Receiver.v2().unicast(64, 255),
                    Receiver.v3(),
                    Receiver.v3().strict().with(ChecksumForm.MESSAGE_ONLY),
                    Receiver.v2().with(SIGNED),
                    Receiver.v3().with(SIGNED),
                    Receiver.v3().unicast(0, 255),
                    Receiver.v3().owner(),
                    Receiver.v3().holdingNone(),
                    Receiver.v3Ipv6(),
                    Receiver.v3Ipv6().strict(),
                    Receiver.v3Ipv6().holding("2001:db8::100", "fe80::100").skippingAddressCheck())
            .stream()
            .map(Target::of)
            .toList();

    private void seed() {
        SentAdvert v2 = SentAdvert.v2();
        SentAdvert v3 = SentAdvert.v3();
        for (SentAdvert sent : List.of(v2, v2.with(PASSWORD), v2.with(HEADER).numbered(9), v3)) {
            ipv4.add(sent.octets());
            ipv4.add(sent.toPeer().octets());
        }
        ipv4.add(v3.with(ChecksumForm.MESSAGE_ONLY).octets());
        ipv4.add(v3.with(ChecksumForm.GROUP_PSEUDO_HEADER).toPeer().octets());
        ipv6.add(SentAdvert.v3Ipv6().octets());
        ipv6.add(SentAdvert.v3Ipv6().listing("2001:db8::100", "fe80::100").octets());
        Vectors.adverts().forEach(vector -> add(vector.datagram()));
        Vectors.signed().forEach(vector -> add(vector.datagram()));
        Vectors.negatives().forEach(vector -> add(vector.datagram()));
    }

    private void add(Datagram datagram) {
        (datagram.family() == Family.IPV4 ? ipv4 : ipv6).add(datagram.octets());
    }

    @Test
    void anyOctetsAreAVerdictAndNothingWorse() {
        long count = Long.getLong("keepvip.fuzz.count", 1_000_000);
        seed();
        long accepted = 0;
        for (long i = 0; i < count; i++) {
            Target target = TARGETS.get(random.nextInt(TARGETS.size()));
            Datagram datagram = target.settings.family() == Family.IPV4 ? ipv4() : ipv6();
            try {
                accepted += judge(target, datagram) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "input " + i + " to " + target.settings + ": " + datagram + " "
                                + HexFormat.of().formatHex(datagram.octets()),
                        e);
            }
        }
        // Without these the fuzzer would be knocking at the first door only.
        assertEquals(EnumSet.allOf(Rejection.class), rejections);
        assertEquals(EnumSet.allOf(Note.class), notes);
        assertTrue(accepted > count / 50, accepted + " of " + count + " accepted");
    }

    private Datagram ipv4() {
        byte[] packet = mutation.of(any(ipv4), any(ipv4));
        if (random.nextInt(16) != 0) {
            mutation.repairIpv4(packet, check);
        }
        return Datagram.ofIpv4(packet, packet.length, random.nextInt(16) == 0);
    }

    private Datagram ipv6() {
        byte[] payload = mutation.of(any(ipv6), any(ipv6));
        Envelope envelope = new Envelope(source(), destination(), random.nextInt(8) == 0 ? random.nextInt(256) : 255);
        if (random.nextInt(16) != 0) {
            mutation.repairIpv6(payload, envelope);
        }
        return Datagram.ofIpv6(
                (IpAddress.V6) envelope.source(),
                (IpAddress.V6) envelope.destination(),
                envelope.ttl(),
                payload,
                payload.length);
    }

    private IpAddress source() {
        return switch (random.nextInt(8)) {
            case 0 -> new IpAddress.V6(random.nextLong(), random.nextLong());
            case 1 -> new IpAddress.V6(0, 0);
            case 2 -> new IpAddress.V6(0x2001_0db8L << 32, 3);
            default -> new IpAddress.V6(0xFE80L << 48, random.nextInt(1, 8));
        };
    }

    private IpAddress destination() {
        return new IpAddress.V6(0xFF02L << 48, random.nextInt(16) == 0 ? 1 : 0x12);
    }

    private byte[] any(List<byte[]> corpus) {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private boolean judge(Target target, Datagram datagram) {
        Verdict verdict = target.checks.check(target.standing, FRESHNESS, datagram);
        return switch (verdict) {
            case Verdict.Accepted accepted -> {
                notes.addAll(accepted.notes());
                allowed(target, datagram, accepted);
                saysItAgain(target, datagram, accepted);
                int noted = accepted.notes().stream()
                        .mapToInt(note -> note.name().hashCode())
                        .sum();
                visit(datagram, Objects.hash(target.name, accepted.checksum().name(), noted));
                yield true;
            }
            case Verdict.Rejected rejected -> {
                rejections.add(rejected.event().why());
                visit(datagram, Objects.hash(target.name, rejected.event().why().name()));
                yield false;
            }
        };
    }

    /** Keeps the octets if none of their shape has come to this place before. */
    private void visit(Datagram datagram, int place) {
        byte[] octets = datagram.octets();
        List<byte[]> corpus = datagram.family() == Family.IPV4 ? ipv4 : ipv6;
        int shape = Integer.SIZE - Integer.numberOfLeadingZeros(octets.length);
        if (corpus.size() < CORPUS && places.add(31 * place + shape)) {
            corpus.add(octets);
        }
    }

    /** RFC 3768 and 9568 section 7.1 once more, from the outside. */
    private static void allowed(Target target, Datagram datagram, Verdict.Accepted accepted) {
        Advertisement advertisement = accepted.event().advertisement();
        Settings settings = target.settings;
        assertEquals(settings.vrid(), advertisement.vrid());
        assertEquals(settings.wire().version(), advertisement.version());
        assertTrue(advertisement.interval().compareTo(Duration.ZERO) > 0);
        if (advertisement.version() == Version.V2) {
            assertEquals(settings.election().interval(), advertisement.interval());
        }
        assertEquals(
                settings.addresses().noneAllowed() && advertisement.addresses().isEmpty(),
                advertisement.addresses().isEmpty());
        IpAddress source = datagram.source();
        assertTrue(!source.isUnspecified() && !source.isMulticast());
        assertTrue(target.standing.source().filter(source::equals).isEmpty());
        switch (settings.wire().transport()) {
            case Settings.Transport.Multicast(IpAddress group) -> {
                assertEquals(255, datagram.hopLimit());
                assertEquals(group, datagram.destination());
            }
            case Settings.Transport.Unicast(List<Settings.Peer> peers) -> {
                assertTrue(peers.stream().anyMatch(peer -> peer.address().equals(source)));
                assertTrue(!datagram.destination().isMulticast());
            }
        }
    }

    /** What was accepted, sent by us, would be the same advert, but for what receivers must ignore. */
    private static void saysItAgain(Target target, Datagram datagram, Verdict.Accepted accepted) {
        Advertisement advertisement = accepted.event().advertisement();
        AdvertisementTemplate template = AdvertisementTemplate.of(
                advertisement,
                target.settings.wire().authentication(),
                accepted.checksum(),
                new Envelope(datagram.source(), datagram.destination(), datagram.hopLimit()));
        accepted.signedAt().ifPresent(time -> template.sign(new SignatureTrailer(KEY), time));
        byte[] sent = template.octets(1, accepted.sequence().orElse(0));
        int advert = AdvertLayout.length(
                advertisement.version(),
                datagram.family(),
                advertisement.addresses().size());
        int length = advert + (accepted.signedAt().isPresent() ? SignatureTrailer.OCTETS : 0);
        byte[] octets = datagram.octets();
        int end = datagram.family() == Family.IPV6 ? octets.length : Octets.unsigned16(octets, Ipv4Header.TOTAL_LENGTH);
        byte[] received = Arrays.copyOfRange(octets, end - length, end);
        byte[] again = Arrays.copyOfRange(sent, sent.length - length, sent.length);
        boolean ignorable = advertisement.version() == Version.V3
                ? received[AdvertLayout.INTERVAL_CENTISECONDS] >>> 4 != 0
                : !(target.settings.wire().authentication() instanceof Authentication.Password)
                        && Octets.signed64(received, advert - AdvertLayout.AUTHENTICATION_DATA) != 0;
        boolean otherZero = Octets.unsigned16(received, AdvertLayout.CHECKSUM) == 0xFFFF;
        if (!ignorable && !otherZero) {
            assertArrayEquals(received, again);
        }
    }
}
