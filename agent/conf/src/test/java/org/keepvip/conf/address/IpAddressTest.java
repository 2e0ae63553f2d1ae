package org.keepvip.conf.address;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "FE80:0:0:0:0:0:0:1, fe80::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::ffff:192.0.2.1, ::ffff:c000:201",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    })
    void readsAndWritesTheShortForm(String text, String written) {
        assertEquals(written, IpAddress.literal(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.01",
                "10.0.0.1.",
                "10.0.0.1/24",
                "localhost",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1::",
                "12345::",
                "fe80::1%eth0",
                "::1.2.3",
                "1.2.3.4::",
                ":1::",
                "::g"
            })
    void refusesWhatIsNotAnAddress(String text) {
        assertTrue(IpAddress.parse(text).isEmpty(), text);
    }

    /** The order breaks ties on the wire: unsigned, not signed, and not as text. */
    @Test
    void comparesAsUnsignedNumbers() {
        for (List<String> pair : List.of(
                List.of("10.99.0.9", "10.99.0.100"),
                List.of("127.0.0.1", "128.0.0.1"),
                List.of("10.0.0.127", "10.0.0.128"),
                List.of("fe80::1", "fe80::ffff"),
                List.of("fe80::7fff:ffff:ffff:ffff", "fe80::8000:0:0:0"),
                List.of("7fff::", "8000::"))) {
            IpAddress less = IpAddress.literal(pair.getFirst());
            IpAddress more = IpAddress.literal(pair.getLast());
            assertTrue(less.compareTo(more) < 0, pair::toString);
            assertTrue(more.compareTo(less) > 0, pair::toString);
        }
    }

    @Test
    void agreesWithTheJdkOnRandomAddresses() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] octets = new byte[i % 2 == 0 ? 4 : 16];
            random.nextBytes(octets);
            for (int j = 0; j < octets.length; j++) {
                octets[j] = random.nextInt(3) == 0 ? 0 : octets[j]; // runs of zeros are where the short form is decided
            }
            IpAddress address = IpAddress.of(octets);
            assertArrayEquals(octets, address.octets());
            assertEquals(address, IpAddress.literal(address.toString()));
            assertEquals(InetAddress.getByAddress(octets), InetAddress.ofLiteral(address.toString()));
        }
    }

    @Test
    void knowsTheKinds() {
        assertTrue(Stream.of("224.0.0.18", "ff02::12").map(IpAddress::literal).allMatch(IpAddress::isMulticast));
        assertTrue(Stream.of("169.254.1.1", "fe80::1", "febf::1")
                .map(IpAddress::literal)
                .allMatch(IpAddress::isLinkLocal));
        assertFalse(IpAddress.literal("fec0::1").isLinkLocal());
        assertTrue(Stream.of("0.0.0.0", "::").map(IpAddress::literal).allMatch(IpAddress::isUnspecified));
    }
}
