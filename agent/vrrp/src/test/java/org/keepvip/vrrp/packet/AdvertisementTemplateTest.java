package org.keepvip.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.address.IpAddress;

class AdvertisementTemplateTest {
    private static final List<ChecksumForm> FORMS = List.of(ChecksumForm.values());
    private static final Authentication NONE = new Authentication.None();
    private static final Secret SECRET = Secret.of("s3cr3t");
    private static final Authentication HEADER = new Authentication.AuthenticationHeader(SECRET);
    private static final IpAddress VIP = IpAddress.literal("10.99.0.100");
    private static final Envelope TO_GROUP =
            new Envelope(IpAddress.literal("10.99.0.1"), IpAddress.literal("224.0.0.18"), 255);
    private static final Envelope TO_GROUP_IPV6 =
            new Envelope(IpAddress.literal("fe80::1"), IpAddress.literal("ff02::12"), 255);

    private static Advertisement advert(Version version, Duration interval, List<IpAddress> addresses) {
        return new Advertisement(version, new Vrid(51), new Priority(100), interval, addresses);
    }

    private static AdvertisementTemplate template(Advertisement advertisement, Authentication authentication) {
        return AdvertisementTemplate.of(advertisement, authentication, ChecksumForm.PSEUDO_HEADER, TO_GROUP);
    }

    /** Sending again patches the same octets into what a fresh encoding would be. */
    @Test
    void theNextAdvertIsAFreshOne() {
        Advertisement advertisement = advert(Version.V2, Duration.ofSeconds(1), List.of(VIP));
        for (Authentication authentication : List.of(NONE, HEADER)) {
            AdvertisementTemplate template = template(advertisement, authentication);
            byte[] first = template.octets(1, 1);
            for (int next : new int[] {2, 3, 0x100, 0xFFFF, 1}) {
                assertSame(first, template.octets(next, next));
                assertArrayEquals(template(advertisement, authentication).octets(next, next), first);
            }
        }
    }

    @Test
    void theBufferIsReadyToSendHoweverTheLastWasLeft() {
        AdvertisementTemplate template = template(advert(Version.V3, Duration.ofSeconds(1), List.of(VIP)), NONE);
        ByteBuffer buffer = template.buffer(1, 0);
        buffer.position(buffer.limit());
        assertSame(buffer, template.buffer(2, 0));
        assertEquals(ByteBuffer.wrap(template.octets(2, 0)), buffer);
    }

    /** The kernel would put its own identification in the place of 0. */
    @Test
    void identificationsSkipZero() {
        assertEquals(1, AdvertisementTemplate.identificationAfter(0));
        assertEquals(0xFFFF, AdvertisementTemplate.identificationAfter(0xFFFE));
        assertEquals(1, AdvertisementTemplate.identificationAfter(0xFFFF));
    }

    @Test
    void whatNoAdvertCanSayIsRefused() {
        Duration second = Duration.ofSeconds(1);
        List<IpAddress> ipv6 = List.of(IpAddress.literal("fe80::100"));
        refuses(advert(Version.V2, Duration.ofMillis(1500), List.of(VIP)), NONE, TO_GROUP);
        refuses(advert(Version.V2, Duration.ofSeconds(256), List.of(VIP)), NONE, TO_GROUP);
        refuses(advert(Version.V3, Duration.ofMillis(40_960), List.of(VIP)), NONE, TO_GROUP);
        refuses(advert(Version.V3, Duration.ofMillis(15), List.of(VIP)), NONE, TO_GROUP);
        refuses(advert(Version.V3, second.negated(), List.of(VIP)), NONE, TO_GROUP);
        refuses(advert(Version.V3, second, Collections.nCopies(256, VIP)), NONE, TO_GROUP);
        refuses(advert(Version.V3, second, ipv6), NONE, TO_GROUP);
        refuses(advert(Version.V3, second, List.of(VIP)), HEADER, TO_GROUP);
        refuses(advert(Version.V2, second, ipv6), HEADER, TO_GROUP_IPV6);
    }

    private static void refuses(Advertisement advertisement, Authentication authentication, Envelope envelope) {
        assertThrows(
                IllegalArgumentException.class,
                () -> AdvertisementTemplate.of(advertisement, authentication, ChecksumForm.PSEUDO_HEADER, envelope));
    }

    /** RFC 9568 section 5.2.6: reserved bits are sent as zero, also under the longest interval. */
    @Test
    void reservedBitsAreZero() {
        byte[] octets = template(advert(Version.V3, Duration.ofMillis(40_950), List.of(VIP)), NONE)
                .octets(1, 0);
        assertEquals(0x0FFF, Octets.unsigned16(octets, 24));
    }

    /** RFC 3768 section 5.3.10: authentication data is zero when there is no authentication. */
    @Test
    void authenticationDataIsZeroWithoutAuthentication() {
        byte[] octets = template(advert(Version.V2, Duration.ofSeconds(1), List.of(VIP)), NONE)
                .octets(1, 0);
        assertEquals(0, Octets.signed64(octets, octets.length - 8));
    }

    /** What was encoded decodes as what it was, whatever it was. */
    @Test
    void decodingUndoesEncoding() {
        SplittableRandom random = new SplittableRandom(112);
        for (int i = 0; i < 20_000; i++) {
            boolean six = random.nextInt(3) == 0;
            Version version = random.nextBoolean() ? Version.V2 : Version.V3;
            Advertisement advertisement = new Advertisement(
                    version,
                    new Vrid(random.nextInt(1, 256)),
                    new Priority(random.nextInt(256)),
                    version == Version.V2
                            ? Duration.ofSeconds(random.nextInt(256))
                            : Duration.ofMillis(10L * random.nextInt(4096)),
                    addresses(random, six));
            Authentication authentication = version == Version.V3 ? NONE : authentication(random, six);
            ChecksumForm form = FORMS.get(random.nextInt(FORMS.size()));
            Envelope envelope = new Envelope(
                    address(random, six),
                    random.nextBoolean() ? (six ? TO_GROUP_IPV6 : TO_GROUP).destination() : address(random, six),
                    random.nextInt(256));
            int sequence = random.nextInt();
            byte[] octets = AdvertisementTemplate.of(advertisement, authentication, form, envelope)
                    .octets(random.nextInt(1, 65536), sequence);
            Datagram datagram =
                    envelope.source() instanceof IpAddress.V6 from && envelope.destination() instanceof IpAddress.V6 to
                            ? Datagram.ofIpv6(from, to, envelope.ttl(), octets, octets.length)
                            : Datagram.ofIpv4(octets);
            Decoded.Advert decoded = assertInstanceOf(Decoded.Advert.class, Decoder.decode(datagram));
            assertEquals(advertisement, decoded.advertisement());
            assertEquals(1, decoded.type());
            assertTrue(decoded.checksum().isPresent());
            assertEquals(envelope, new Envelope(datagram.source(), datagram.destination(), datagram.hopLimit()));
            authenticated(authentication, six, sequence, datagram, decoded.credentials());
        }
    }

    private static void authenticated(
            Authentication authentication, boolean six, int sequence, Datagram datagram, Credentials credentials) {
        switch (authentication) {
            case Authentication.Signed _ -> throw new AssertionError("not drawn here");
            case Authentication.None _ ->
                assertEquals(new Credentials(0, Secret.NONE, Optional.empty(), Optional.empty()), credentials);
            case Authentication.Password(Secret secret) ->
                assertEquals(
                        new Credentials(1, six ? Secret.NONE : secret, Optional.empty(), Optional.empty()),
                        credentials);
            case Authentication.AuthenticationHeader(Secret secret) -> {
                assertEquals(2, credentials.type());
                assertEquals(sequence, credentials.header().orElseThrow().sequence());
                assertTrue(new IntegrityCheck(secret).verifies(datagram));
                assertFalse(new IntegrityCheck(Secret.of("other")).verifies(datagram));
            }
        }
    }

    private static Authentication authentication(SplittableRandom random, boolean six) {
        Secret secret = Secret.of(Long.toString(random.nextLong(), 36));
        return switch (random.nextInt(six ? 2 : 3)) {
            case 0 -> NONE;
            case 1 -> new Authentication.Password(secret);
            default -> new Authentication.AuthenticationHeader(secret);
        };
    }

    private static List<IpAddress> addresses(SplittableRandom random, boolean six) {
        int count = random.nextInt(10) == 0 ? random.nextInt(256) : random.nextInt(5);
        List<IpAddress> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(address(random, six));
        }
        return addresses;
    }

    private static IpAddress address(SplittableRandom random, boolean six) {
        return six ? new IpAddress.V6(random.nextLong(), random.nextLong()) : new IpAddress.V4(random.nextInt());
    }
}
