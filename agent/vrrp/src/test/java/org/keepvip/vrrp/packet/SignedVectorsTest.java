package org.keepvip.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Vectors;

/** What keepalived 2.4 signed is read and verified, and signed again is the same octets: a peer to ask is not needed. */
class SignedVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    static final SigningKey KEY =
            new SigningKey(1, HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    static final Authentication SIGNED = new Authentication.Signed(
            List.of(KEY),
            Optional.of(KEY),
            Authentication.Mode.ENFORCE,
            Authentication.AntiReplay.TIME,
            Duration.ofSeconds(5));

    static List<Vectors.Signed> signed() {
        return Vectors.signed();
    }

    private static Decoded.Advert decoded(Datagram datagram) {
        return assertInstanceOf(Decoded.Advert.class, Decoder.decode(datagram));
    }

    @ParameterizedTest
    @MethodSource("signed")
    void verifies(Vectors.Signed vector) {
        Decoded.Advert advert = decoded(vector.datagram());
        Credentials.Trailer trailer = advert.credentials().trailer().orElseThrow();
        assertTrue(trailer.sound());
        assertEquals(1, trailer.keyId());
        assertEquals(0, advert.credentials().type());
        assertTrue(advert.checksum().isPresent(), "checksum");
        assertTrue(new SignatureTrailer(KEY).verifies(vector.datagram()));
        byte[] other = KEY.octets();
        other[31] ^= 1;
        assertFalse(new SignatureTrailer(new SigningKey(1, other)).verifies(vector.datagram()));
    }

    @ParameterizedTest
    @MethodSource("signed")
    void signsTheSameOctets(Vectors.Signed vector) {
        Datagram datagram = vector.datagram();
        Decoded.Advert advert = decoded(datagram);
        AdvertisementTemplate template = AdvertisementTemplate.of(
                advert.advertisement(),
                SIGNED,
                advert.checksum().orElseThrow(),
                new Envelope(datagram.source(), datagram.destination(), datagram.hopLimit()));
        SignatureTime time = advert.credentials().trailer().orElseThrow().time();
        template.sign(new SignatureTrailer(KEY), new SignatureTime(0)); // a signature is made anew each time
        template.sign(new SignatureTrailer(KEY), time);
        String octets = HEX.formatHex(template.octets(1, 0));
        assertEquals(
                vector.pdu(), octets.substring(octets.length() - vector.pdu().length()));
    }

    /** Sent to two peers, one advert is signed once: keepalived's two copies have one trailer, and so have ours. */
    @ParameterizedTest
    @MethodSource("signed")
    void oneSignatureServesEveryPeer(Vectors.Signed vector) {
        Datagram datagram = vector.datagram();
        Decoded.Advert advert = decoded(datagram);
        Envelope envelope = new Envelope(
                datagram.source(),
                datagram.family() == Family.IPV4 ? new IpAddress.V4(0x0A630009) : new IpAddress.V6(0xFE80L << 48, 9),
                64);
        AdvertisementTemplate first = template(advert, envelope);
        AdvertisementTemplate second =
                template(advert, new Envelope(datagram.source(), datagram.destination(), datagram.hopLimit()));
        first.sign(
                new SignatureTrailer(KEY),
                advert.credentials().trailer().orElseThrow().time());
        second.signLike(first);
        String octets = HEX.formatHex(second.octets(1, 0));
        assertEquals(
                vector.pdu(), octets.substring(octets.length() - vector.pdu().length()));
    }

    private static AdvertisementTemplate template(Decoded.Advert advert, Envelope envelope) {
        return AdvertisementTemplate.of(
                advert.advertisement(), SIGNED, advert.checksum().orElseThrow(), envelope);
    }

    /** Whatever octet is changed on the way, from the advert's first to the trailer's last, but for the checksum. */
    @ParameterizedTest
    @MethodSource("signed")
    void noOctetCanBeChanged(Vectors.Signed vector) {
        Datagram datagram = vector.datagram();
        byte[] octets = datagram.octets();
        int from = octets.length - vector.pdu().length() / 2;
        for (int at = from; at < octets.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] spoiled = octets.clone();
                spoiled[at] ^= (byte) (1 << bit);
                boolean checksum = at == from + 6 || at == from + 7;
                boolean verified = new SignatureTrailer(KEY).verifies(received(datagram, spoiled));
                assertEquals(checksum, verified, "octet " + (at - from) + " bit " + bit);
            }
        }
    }

    private static Datagram received(Datagram like, byte[] octets) {
        return like.source() instanceof IpAddress.V6 from && like.destination() instanceof IpAddress.V6 to
                ? Datagram.ofIpv6(from, to, like.hopLimit(), octets, octets.length)
                : Datagram.ofIpv4(octets);
    }
}
