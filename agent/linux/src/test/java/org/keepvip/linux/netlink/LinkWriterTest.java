package org.keepvip.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The octets of requests as a little-endian machine sends them, attribute by attribute (rtnetlink(7), if_link.h). */
@EnabledIf("littleEndian")
class LinkWriterTest {
    private static final HardwareAddress MAC = HardwareAddress.of(HexFormat.of().parseHex("00005e000133"));

    static boolean littleEndian() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    private static String octets(Consumer<LinkWriter> request) {
        ByteBuffer buffer = ByteBuffer.allocate(1024).order(ByteOrder.nativeOrder());
        request.accept(new LinkWriter(buffer));
        return HexFormat.of().formatHex(buffer.array(), 0, buffer.position());
    }

    @Test
    void aMacvlan() {
        assertEquals(
                "5c000000" + "1000" + "0506" + "07000000" + "00000000"
                        + "00000000" + "00000000" + "00000000" + "00000000"
                        + "0c000300" + "767272702e353100"
                        + "08000500" + "02000000"
                        + "0a000100" + "00005e0001330000"
                        + "1c001280" + "0c000100" + "6d6163766c616e00"
                        + "0c000280" + "08000100" + "01000000",
                octets(writer -> writer.create(new VirtualLink("vrrp.51", 2, new VirtualLink.Macvlan(MAC), ""), 7)));
    }

    @Test
    void anIpvlanOfModeL2WithPrivateTraffic() {
        assertEquals(
                "58000000" + "1000" + "0506" + "08000000" + "00000000"
                        + "00000000" + "00000000" + "00000000" + "00000000"
                        + "09000300" + "6970766c" + "00000000"
                        + "08000500" + "02000000"
                        + "24001280" + "0b000100" + "6970766c616e0000"
                        + "14000280" + "06000100" + "00000000" + "06000200" + "01000000",
                octets(writer -> writer.create(
                        new VirtualLink("ipvl", 2, new VirtualLink.Ipvlan(VirtualLink.Traffic.PRIVATE), ""), 8)));
    }
}
