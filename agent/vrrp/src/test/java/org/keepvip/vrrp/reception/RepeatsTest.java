package org.keepvip.vrrp.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.SentAdvert;
import org.keepvip.vrrp.Vectors;
import org.keepvip.vrrp.packet.AdvertisementTemplate;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Secret;

class RepeatsTest {
    private static final Standing STANDING = Receiver.v3().standing();

    private final Repeats repeats = new Repeats();

    private Verdict remember(Receiver receiver, Datagram datagram) {
        Verdict verdict = receiver.check(datagram);
        repeats.remember(STANDING, datagram, verdict);
        return verdict;
    }

    private Verdict.@Nullable Accepted recall(byte[] octets) {
        return repeats.recall(STANDING, octets, octets.length);
    }

    @Test
    void theNextAdvertIsTheSameButForItsIdentification() {
        SentAdvert sent = SentAdvert.v3();
        Verdict first = remember(Receiver.v3(), sent.datagram());
        AdvertisementTemplate template =
                AdvertisementTemplate.of(sent.advertisement(), sent.authentication(), sent.form(), sent.envelope());
        assertSame(first, recall(template.octets(2, 0)));
        assertSame(first, recall(template.octets(65535, 0)));
    }

    /** Any other octet, and any other length, is a reason to look. */
    @Test
    void nothingElseIsTheSame() {
        byte[] octets = SentAdvert.v2().octets();
        remember(Receiver.v2(), SentAdvert.v2().datagram());
        for (int i = 0; i < octets.length; i++) {
            byte[] other = octets.clone();
            other[i] ^= 1;
            boolean ignored = i == 4 || i == 5 || i == 10 || i == 11;
            assertEquals(ignored, recall(other) != null, "octet " + i);
        }
        for (int length = 0; length < octets.length; length++) {
            assertNull(repeats.recall(STANDING, octets, length), "length " + length);
        }
    }

    @Test
    void anIpv6PayloadIsTheSameFromTheSameSender() {
        SentAdvert sent = SentAdvert.v3Ipv6();
        byte[] octets = sent.octets();
        IpAddress.V6 from = (IpAddress.V6) sent.envelope().source();
        IpAddress.V6 to = (IpAddress.V6) sent.envelope().destination();
        Verdict first = remember(Receiver.v3Ipv6(), sent.datagram());
        assertSame(first, recall(from.low(), to.low(), 255, octets));
        assertNull(recall(from.low() + 1, to.low(), 255, octets));
        assertNull(recall(from.low(), to.low() + 1, 255, octets));
        assertNull(recall(from.low(), to.low(), 254, octets));
        assertNull(repeats.recall(STANDING, 0, from.low(), to.high(), to.low(), 255, octets, octets.length));
        assertNull(repeats.recall(STANDING, from.high(), from.low(), 0, to.low(), 255, octets, octets.length));
        octets[2] ^= 1;
        assertNull(recall(from.low(), to.low(), 255, octets));
    }

    private Verdict.@Nullable Accepted recall(long source, long destination, int hops, byte[] octets) {
        return repeats.recall(STANDING, 0xFE80L << 48, source, 0xFF02L << 48, destination, hops, octets, octets.length);
    }

    /** What was judged from another standing may be judged differently now. */
    @Test
    void anotherStandingIsAReasonToLook() {
        byte[] octets = SentAdvert.v3().octets();
        remember(Receiver.v3(), SentAdvert.v3().datagram());
        assertNotNull(recall(octets));
        Standing moved = new Standing(false, Optional.of(IpAddress.literal("10.99.0.3")), List.of(), 0);
        assertNull(repeats.recall(moved, octets, octets.length));
    }

    @Test
    void whatWasRefusedIsLookedAtAgain() {
        remember(Receiver.v3(), SentAdvert.v3().ttl(254).datagram());
        assertNull(recall(SentAdvert.v3().ttl(254).octets()));
    }

    /** A repeated authentication header is a replay. */
    @Test
    void anAuthenticationHeaderIsLookedAtAgain() {
        Authentication header = new Authentication.AuthenticationHeader(Secret.of("s3cr3t"));
        SentAdvert sent = SentAdvert.v2().with(header).numbered(1);
        assertEquals(
                Verdict.Accepted.class,
                remember(Receiver.v2().with(header), sent.datagram()).getClass());
        assertNull(recall(sent.octets()));
    }

    @Test
    void fourMastersAreTolerated() {
        List<String> sources = List.of("10.99.0.3", "10.99.0.4", "10.99.0.5", "10.99.0.6", "10.99.0.7");
        for (String source : sources) {
            remember(Receiver.v3(), SentAdvert.v3().from(source, "224.0.0.18").datagram());
        }
        assertNull(recall(SentAdvert.v3().from("10.99.0.3", "224.0.0.18").octets()), "the oldest made room");
        for (String source : sources.subList(1, 5)) {
            assertNotNull(recall(SentAdvert.v3().from(source, "224.0.0.18").octets()));
        }
    }

    /** An advert sent and one received in steady state leave nothing for the collector. */
    @Test
    void theSteadyStateMakesNoGarbage() throws ReflectiveOperationException {
        SentAdvert sent = SentAdvert.v2();
        remember(Receiver.v2(), sent.datagram());
        AdvertisementTemplate template =
                AdvertisementTemplate.of(sent.advertisement(), sent.authentication(), sent.form(), sent.envelope());
        exchange(template, 1_000);
        int rounds = 10_000;
        long before = Allocation.ofThisThread();
        exchange(template, rounds);
        long octets = Allocation.ofThisThread() - before;
        // The measurement itself allocates some hundred octets once; an object for each advert would be 160,000.
        assertEquals(0, octets / rounds, () -> octets + " octets for " + rounds + " adverts");
    }

    private void exchange(AdvertisementTemplate template, int rounds) {
        int identification = 0;
        for (int i = 0; i < rounds; i++) {
            identification = AdvertisementTemplate.identificationAfter(identification);
            byte[] octets = template.octets(identification, 0);
            if (Datagram.vrid(STANDING.source().orElseThrow().family(), octets, octets.length) != 51
                    || recall(octets) == null) {
                throw new AssertionError("advert " + i + " was not recognised");
            }
        }
    }

    /** Whatever is cut off, the VRID is the one or none. */
    @Test
    void theVridIsFoundWithoutDecoding() {
        for (Vectors.Advert vector : Vectors.adverts()) {
            Family family = vector.envelope().source().family();
            byte[] octets = family == Family.IPV6
                    ? Vectors.hex(vector.pdu())
                    : vector.packet()
                            .map(Vectors::hex)
                            .orElseGet(() -> Vectors.ipv4(vector.envelope(), Vectors.hex(vector.pdu())));
            int vrid = vector.advertisement().vrid().value();
            assertEquals(vrid, Datagram.vrid(family, octets, octets.length), vector.id());
            int enough = octets.length - vector.pdu().length() / 2 + 2;
            assertEquals(vrid, Datagram.vrid(family, octets, enough), vector.id());
            for (int length = 0; length < enough; length++) {
                assertEquals(0, Datagram.vrid(family, octets, length), vector.id());
            }
        }
    }
}
