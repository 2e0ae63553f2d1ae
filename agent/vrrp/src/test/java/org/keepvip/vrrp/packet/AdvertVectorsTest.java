package org.keepvip.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keepvip.conf.address.Family;
import org.keepvip.vrrp.Vectors;

/** What keepalived and FRR put on the wire is read as what they meant, and written as they wrote it. */
class AdvertVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    static List<Vectors.Advert> adverts() {
        return Vectors.adverts();
    }

    @ParameterizedTest
    @MethodSource("adverts")
    void decodes(Vectors.Advert vector) {
        assertEquals(
                new Decoded.Advert(
                        vector.advertisement(), 1, credentials(vector), Optional.of(vector.checksum()), false),
                Decoder.decode(vector.datagram()));
    }

    @ParameterizedTest
    @MethodSource("adverts")
    void encodesTheSameAdvert(Vectors.Advert vector) {
        String octets = HEX.formatHex(encoded(vector));
        assertEquals(
                vector.pdu(), octets.substring(octets.length() - vector.pdu().length()));
    }

    @ParameterizedTest
    @MethodSource("adverts")
    void encodesTheSamePacket(Vectors.Advert vector) {
        if (vector.packet().isEmpty()) {
            return;
        }
        byte[] expected = Vectors.hex(vector.packet().get());
        if (vector.envelope().source().family() == Family.IPV6) {
            expected = Arrays.copyOfRange(expected, 40, expected.length); // the header is the kernel's
        } else if (vector.dontFragment()) {
            expected[6] = 0; // FRR sets Don't Fragment, keepalived and we do not
            Vectors.putChecksum(expected);
        }
        assertEquals(HEX.formatHex(expected), HEX.formatHex(encoded(vector)));
    }

    private static byte[] encoded(Vectors.Advert vector) {
        return AdvertisementTemplate.of(
                        vector.advertisement(), vector.authentication(), vector.checksum(), vector.envelope())
                .octets(vector.identification(), vector.sequence());
    }

    private static Credentials credentials(Vectors.Advert vector) {
        return switch (vector.authentication()) {
            case Authentication.None _, Authentication.Signed _ ->
                new Credentials(0, Secret.NONE, Optional.empty(), Optional.empty());
            case Authentication.Password(Secret secret) ->
                new Credentials(1, secret, Optional.empty(), Optional.empty());
            case Authentication.AuthenticationHeader _ ->
                new Credentials(
                        2,
                        Secret.NONE,
                        Optional.of(new Credentials.IpsecHeader(
                                Octets.signed32(vector.envelope().source().octets(), 0), vector.sequence())),
                        Optional.empty());
        };
    }
}
