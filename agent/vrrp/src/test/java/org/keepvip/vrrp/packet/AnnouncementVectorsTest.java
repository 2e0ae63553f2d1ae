package org.keepvip.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Vectors;

/** Gratuitous ARP (RFC 9568 section 6.4.1 (115), errata 7947 and 7949) and neighbour advertisements, byte for byte. */
class AnnouncementVectorsTest {
    private static final MacAddress PHYSICAL = MacAddress.of(Vectors.hex("020000000001"));
    private static final MacAddress VIRTUAL_IPV4 = MacAddress.of(Vectors.hex("00005e000133"));
    private static final MacAddress VIRTUAL_IPV6 = MacAddress.of(Vectors.hex("00005e000233"));
    private static final IpAddress.V4 VIP = (IpAddress.V4) IpAddress.literal("10.99.0.100");
    private static final IpAddress.V6 GLOBAL = (IpAddress.V6) IpAddress.literal("2001:db8:99::100");
    private static final IpAddress.V6 LINK_LOCAL = (IpAddress.V6) IpAddress.literal("fe80::100");

    private static final Map<String, Supplier<byte[]>> FRAMES = Map.of(
            "v2_none/garp", () -> GratuitousArp.of(PHYSICAL, VIP).frame(),
            "v2_vmac/garp-vmac", () -> GratuitousArp.of(VIRTUAL_IPV4, VIP).frame(),
            "frr_v3_4/garp-vmac", () -> GratuitousArp.of(VIRTUAL_IPV4, VIP).frame(),
            "garp-rfc9568-errata", () -> arp(GratuitousArp.Operation.REQUEST),
            "garp-reply-form", () -> arp(GratuitousArp.Operation.REPLY),
            "v3_6/una-R0", () -> new NeighbourAdvertisement(PHYSICAL, GLOBAL, false).frame(),
            "v3_6_vmac/una-R0-vmac", () -> new NeighbourAdvertisement(VIRTUAL_IPV6, LINK_LOCAL, false).frame(),
            "frr_v3_6/una-R1-vmac", () -> new NeighbourAdvertisement(VIRTUAL_IPV6, LINK_LOCAL, true).frame());

    private static byte[] arp(GratuitousArp.Operation operation) {
        return new GratuitousArp(operation, VIRTUAL_IPV4, VIRTUAL_IPV4, VIP).frame();
    }

    @Test
    void framesAreThoseOfTheOthers() {
        Map<String, String> expected = Vectors.announcements();
        assertEquals(8, expected.size());
        assertEquals(FRAMES.keySet(), expected.keySet());
        FRAMES.forEach(
                (id, frame) -> assertEquals(expected.get(id), HexFormat.of().formatHex(frame.get()), id));
    }

    @Test
    void macAddressesAreWrittenAsUsual() {
        assertEquals("00:00:5e:00:01:33", VIRTUAL_IPV4.toString());
        assertEquals(VIRTUAL_IPV4, MacAddress.of(VIRTUAL_IPV4.octets()));
    }
}
