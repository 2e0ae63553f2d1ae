package org.keepvip.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keepvip.vrrp.SentAdvert;

/** What the RFCs say a sender must write, octet by octet; offsets are counted here once more. */
class SendingRulesTest {
    private static final SentAdvert V2 = SentAdvert.v2();
    private static final SentAdvert V3 = SentAdvert.v3();
    private static final SentAdvert V3_IPV6 = SentAdvert.v3Ipv6();

    private static String hex(byte[] octets, int from, int to) {
        return HexFormat.of().formatHex(octets, from, to);
    }

    private static String advert(SentAdvert sent, int from, int to) {
        int start = sent.envelope().source().toString().contains(":") ? 0 : 20;
        return hex(sent.octets(), start + from, start + to);
    }

    /** RFC 3768 section 5.2, RFC 9568 section 5.1.1: source, destination, TTL 255, protocol 112. */
    @Test
    void ipv4Header() {
        for (SentAdvert sent : List.of(V2, V3)) {
            assertEquals("ff70", hex(sent.octets(), 8, 10));
            assertEquals("0a630003" + "e0000012", hex(sent.octets(), 12, 20));
        }
    }

    /** RFC 791 section 3.1: no options, a total length that is true; CS6 and no flags as the other implementations. */
    @Test
    void ipv4HeaderIsPlain() {
        assertEquals("45c0002000010000", hex(V3.octets(), 0, 8));
        assertEquals("45c0002800010000", hex(V2.octets(), 0, 8));
    }

    /** RFC 3768 section 5.3.1 and 5.3.2, RFC 9568 section 5.2.1 and 5.2.2: version and type ADVERTISEMENT. */
    @Test
    void versionAndType() {
        assertEquals("21", advert(V2, 0, 1));
        assertEquals("31", advert(V3, 0, 1));
        assertEquals("31", advert(V3_IPV6, 0, 1));
    }

    /** RFC 3768 section 5.3.3 to 5.3.5, RFC 9568 section 5.2.3 to 5.2.5: VRID, priority, count. */
    @Test
    void vridPriorityAndCount() {
        assertEquals("33" + "c8" + "01", advert(V2, 1, 4));
        assertEquals("33" + "c8" + "03", advert(V3.listing("10.0.0.1", "10.0.0.2", "10.0.0.3"), 1, 4));
    }

    /** RFC 3768 section 5.3.6 and 5.3.7: authentication type, seconds. */
    @Test
    void version2Interval() {
        assertEquals("0001", advert(V2, 4, 6));
    }

    /** RFC 9568 section 5.2.6 and 5.2.7: reserved bits zero, centiseconds. */
    @ParameterizedTest
    @CsvSource({"PT1S, 0064", "PT0.01S, 0001", "PT0.1S, 000a", "PT40.95S, 0fff"})
    void version3Interval(String interval, String field) {
        assertEquals(field, advert(V3.every(Duration.parse(interval)), 4, 6));
    }

    /** RFC 3768 section 5.3.8: the message alone, authentication data included. */
    @Test
    void version2Checksum() {
        byte[] octets = V2.octets();
        assertEquals(0xFFFF, sum(octets, 20, octets.length, 0));
    }

    /** RFC 9568 section 5.2.8: the message alone on IPv4. */
    @Test
    void messageOnlyChecksum() {
        byte[] octets = V3.with(ChecksumForm.MESSAGE_ONLY).octets();
        assertEquals(0xFFFF, sum(octets, 20, octets.length, 0));
    }

    /** RFC 5798 section 5.2.8 as it is read: addresses, protocol and length before the message; the default. */
    @Test
    void pseudoHeaderChecksum() {
        byte[] octets = V3.toPeer().octets();
        assertEquals(0xFFFF, sum(octets, 12, octets.length, 112 + 12));
        byte[] old = V3.with(ChecksumForm.GROUP_PSEUDO_HEADER).toPeer().octets();
        assertEquals(0xFFFF, sum(old, 20, old.length, 0x0A63 + 0x0003 + 0xE000 + 0x0012 + 112 + 12));
    }

    /** RFC 9568 section 5.2.8, RFC 8200 section 8.1: next header 112 and the upper-layer length. */
    @Test
    void ipv6Checksum() {
        byte[] octets = V3_IPV6.octets();
        int addresses = 0xFE80 + 3 + 0xFF02 + 0x12;
        assertEquals(0xFFFF, sum(octets, 0, octets.length, addresses + 112 + 24));
    }

    /** RFC 9568 section 5.2.8 knows no exception for zero as UDP has: a sum of 0xffff is sent as 0x0000. */
    @Test
    void aChecksumOfZeroIsSentAsZero() {
        String sum = advert(V2.listing("10.99.0.100"), 6, 8);
        int last = 0x0064 + Integer.parseInt(sum, 16);
        SentAdvert zero = V2.listing("10.99." + (last >>> 8) + "." + (last & 0xFF));
        assertEquals("0000", advert(zero, 6, 8));
    }

    /** RFC 9568 section 5.2.9: the addresses in the configured order, for both families. */
    @Test
    void addressesInOrder() {
        assertEquals("0a000002" + "0a000001", advert(V3.listing("10.0.0.2", "10.0.0.1"), 8, 16));
        assertEquals(
                "fe800000000000000000000000000100" + "20010db8000000000000000000000001",
                advert(V3_IPV6.listing("fe80::100", "2001:db8::1"), 8, 40));
    }

    /** RFC 3768 section 5.3.10: eight octets of zero when there is no authentication, and none in version 3. */
    @Test
    void authenticationData() {
        assertEquals("0000000000000000", advert(V2, 12, 20));
        assertEquals(32, V3.octets().length);
        assertEquals(24, V3_IPV6.octets().length);
    }

    /** RFC 2338 section 5.3.10: a shorter password is padded with zeros. */
    @Test
    void password() {
        SentAdvert sent = V2.with(new Authentication.Password(Secret.of("s3cr3t")));
        assertEquals("0101", advert(sent, 4, 6));
        assertEquals("7333637233740000", advert(sent, 12, 20));
    }

    /** RFC 4302 section 2: next header, length, reserved, SPI, sequence number. */
    @Test
    void authenticationHeader() {
        byte[] octets = V2.with(new Authentication.AuthenticationHeader(Secret.of("s3cr3t")))
                .numbered(7)
                .octets();
        assertEquals("33", hex(octets, 9, 10));
        assertEquals("70040000" + "0a630003" + "00000007", hex(octets, 20, 32));
        assertEquals("0201", hex(octets, 48, 50));
        assertEquals("0000000000000000", hex(octets, octets.length - 8, octets.length));
    }

    private static int sum(byte[] octets, int from, int to, int start) {
        byte[] words = Arrays.copyOfRange(octets, from, to);
        int sum = start
                + IntStream.iterate(0, i -> i < words.length, i -> i + 2)
                        .map(i -> (words[i] & 0xFF) << 8 | (words[i + 1] & 0xFF))
                        .sum();
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return (sum & 0xFFFF) + (sum >>> 16);
    }
}
