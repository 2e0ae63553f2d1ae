package org.keepvip.bench.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Frames captured from keepalived and FRR. */
class FrameReaderTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final String A = "02:00:00:00:00:01";

    @Test
    void readsAVersion2Advert() {
        assertEquals(
                new Sighting.Advert(NOW, A, "10.99.0.1", "224.0.0.18", 2, 51, 100, Duration.ofSeconds(1), 1, false),
                read("01005e000012020000000001080045c0002800010000ff70d02e0a630001e0000012"
                        + "21336401000170030a6300640000000000000000"));
    }

    @Test
    void readsAnAdvertInsideAnAuthenticationHeader() {
        assertEquals(
                new Sighting.Advert(NOW, A, "10.99.0.1", "224.0.0.18", 2, 51, 100, Duration.ofSeconds(1), 1, true),
                read("01005e000012020000000001080045c0004000010000ff33d0530a630001e0000012"
                        + "700400000a630001000000011291b6a3be53c27e12b57fe82133640102016e030a6300640000000000000000"));
    }

    @Test
    void readsAVersion3AdvertOverIpv6() {
        assertEquals(
                new Sighting.Advert(NOW, A, "fe80::1", "ff02::12", 3, 51, 100, Duration.ofSeconds(1), 2, false),
                read("33330000001202000000000186dd6c000000002870fffe80000000000000000000000000000"
                        + "1ff020000000000000000000000000012"
                        + "3133640200643d64fe80000000000000000000000000010020010db8009900000000000000000100"));
    }

    @Test
    void tellsAnnouncementsFromQuestionsAndAnswers() {
        assertEquals(
                new Sighting.Announcement(NOW, A, "10.99.0.100"),
                read("ffffffffffff020000000001080600010800060400010200000000010a630064ffffffffffff0a630064"));
        assertEquals(
                new Sighting.Question(NOW, A, "10.99.0.100", -1),
                read("ffffffffffff020000000001080600010800060400010200000000010a6300030000000000000a630064"));
        assertEquals(
                new Sighting.Answer(NOW, A, "10.99.0.100", -1),
                read("020000000003020000000001080600010800060400020200000000010a6300640200000000030a630003"));
        assertEquals(
                new Sighting.Announcement(NOW, "00:00:5e:00:02:33", "fe80::100"),
                read("33330000000100005e00023386dd6000000000203afffe800000000000000000000000000100ff02000000000000"
                        + "00000000000000018800776aa0000000fe800000000000000000000000000100020100005e000233"));
    }

    @Test
    void aCutFrameIsNoSighting() {
        assertEquals(
                Optional.empty(),
                FrameReader.read(
                        NOW,
                        HexFormat.of()
                                .parseHex("01005e000012020000000001080045c0002800010000ff70d02e0a630001e00000122133")));
    }

    @Test
    void printsIpv6AddressesAsTheKernelDoes() {
        assertEquals("::", AddressText.of(new byte[16]));
        assertEquals("2001:db8:0:1::100", AddressText.of(HexFormat.of().parseHex("20010db8000000010000000000000100")));
    }

    private static Sighting read(String hex) {
        return FrameReader.read(NOW, HexFormat.of().parseHex(hex)).orElseThrow();
    }
}
