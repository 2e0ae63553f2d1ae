package org.keepvip.vrrp.bfd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPacketTest {
    private static final HexFormat HEX = HexFormat.of();
    /** UP, diagnostic 0, multiplier 5, 1 to 2, 10 ms and 20 ms, by hand from RFC 5880 section 4.1. */
    private static final String UP = "20c005180000000100000002000027100000" + "4e2000000000";

    private static ControlPacket.Decoded decoded(String hex) {
        byte[] octets = HEX.parseHex(hex);
        return ControlPacket.decode(octets, octets.length);
    }

    @Test
    void isReadAndWrittenAsTheRfcDrawsIt() {
        ControlPacket up = new ControlPacket(
                SessionState.UP, 0, false, false, false, 5, 1, 2, Duration.ofMillis(10), Duration.ofMillis(20));
        assertEquals(new ControlPacket.Decoded.Valid(up), decoded(UP));
        assertEquals(UP, HEX.formatHex(up.octets()));
        ControlPacket down = new ControlPacket(
                SessionState.DOWN,
                3,
                true,
                true,
                true,
                255,
                -1,
                0,
                Duration.ofSeconds(1),
                Duration.ofNanos(0xFFFF_FFFFL * 1_000));
        assertEquals("2372ff18ffffffff00000000000f4240ffffffff00000000", HEX.formatHex(down.octets()));
        assertEquals(new ControlPacket.Decoded.Valid(down), decoded(HEX.formatHex(down.octets())));
    }

    /** RFC 5880 section 6.8.6. */
    @ParameterizedTest
    @CsvSource({
        "LENGTH, 20c0051800000001000000020000271000004e20000000",
        "LENGTH, ''",
        "VERSION, 00c005180000000100000002000027100000" + "4e2000000000",
        "LENGTH, 20c005170000000100000002000027100000" + "4e2000000000",
        "LENGTH, 20c005190000000100000002000027100000" + "4e2000000000",
        "MULTIPLIER, 20c000180000000100000002000027100000" + "4e2000000000",
        "MULTIPOINT, 20c105180000000100000002000027100000" + "4e2000000000",
        "DISCRIMINATOR, 20c005180000000000000002000027100000" + "4e2000000000",
        "NO_RECIPIENT, 20c005180000000100000000000027100000" + "4e2000000000",
        "NO_RECIPIENT, 208005180000000100000000000027100000" + "4e2000000000",
        "AUTHENTICATION, 20c4051a0000000100000002000027100000" + "4e2000000000" + "0102",
    })
    void whatIsToBeDroppedIs(ControlPacket.Flaw why, String hex) {
        assertEquals(new ControlPacket.Decoded.Refused(why), decoded(hex));
    }

    /** Any octets are a packet or a flaw; a packet says again what was read. */
    @Test
    void anyOctetsAreRead() {
        SplittableRandom random = new SplittableRandom(5880);
        byte[] sound = HEX.parseHex(UP);
        Set<ControlPacket.Flaw> flaws = EnumSet.noneOf(ControlPacket.Flaw.class);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] octets = new byte[64];
            random.nextBytes(octets);
            if (random.nextBoolean()) {
                System.arraycopy(sound, 0, octets, 0, random.nextInt(sound.length + 1));
            }
            int length = random.nextBoolean() ? 24 : random.nextInt(65);
            switch (ControlPacket.decode(octets, length)) {
                case ControlPacket.Decoded.Valid(ControlPacket packet) -> {
                    valid++;
                    byte[] again = packet.octets();
                    assertEquals(
                            packet,
                            assertInstanceOf(
                                            ControlPacket.Decoded.Valid.class,
                                            ControlPacket.decode(again, again.length))
                                    .packet());
                }
                case ControlPacket.Decoded.Refused(ControlPacket.Flaw why) -> flaws.add(why);
            }
        }
        assertEquals(EnumSet.allOf(ControlPacket.Flaw.class), flaws);
        assertEquals(true, valid > 10_000, valid + " valid");
        assertArrayEquals(
                sound,
                assertInstanceOf(ControlPacket.Decoded.Valid.class, decoded(UP))
                        .packet()
                        .octets());
    }
}
