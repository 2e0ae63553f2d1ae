package org.keepvip.bench.matrix;

import java.nio.ByteBuffer;
import java.util.List;
import org.keepvip.bench.lab.AdvertFrame;
import org.keepvip.bench.lab.Checksum;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.router.Setup;

/**
 * Adverts that no router may follow, one of each kind, all of the right virtual router and of the highest priority, so that a router that
 * takes one for good gives up at once. The only one that a lenient router may read is the one with another address list; it has the lowest
 * priority.
 */
public final class BrokenAdverts {
    private static final byte[] VIP = {10, 99, 0, 100};
    private static final byte[] OTHER = {10, 99, 0, 77};

    private BrokenAdverts() {}

    /** The frames as a node would send them to a router that speaks version 3 every 200 ms. */
    public static List<byte[]> version3(Node sender) {
        byte[] good = pdu(0x31, 255, 1, 20, VIP);
        return List.of(
                AdvertFrame.of(sender, 255, wrongChecksum(good), false),
                AdvertFrame.of(sender, 255, pdu(0x11, 255, 1, 20, VIP), true),
                AdvertFrame.of(sender, 255, pdu(0x41, 255, 1, 20, VIP), true),
                AdvertFrame.of(sender, 255, pdu(0x32, 255, 1, 20, VIP), true),
                AdvertFrame.of(sender, 254, good, true),
                AdvertFrame.of(sender, 255, pdu(0x31, 1, 1, 20, OTHER), true),
                AdvertFrame.of(sender, 255, pdu(0x31, 255, 2, 20, VIP), true),
                AdvertFrame.of(sender, 255, append(good, new byte[4]), true),
                AdvertFrame.of(sender, 255, java.util.Arrays.copyOf(good, 7), true),
                AdvertFrame.of(sender, 255, password(pdu(0x21, 255, 1, 0x0101, VIP)), false),
                AdvertFrame.of(sender, 255, pdu(0x31, 255, 1, 0, VIP), true),
                AdvertFrame.of(sender, 255, pdu(0x31, 255, 0, 20, new byte[0]), true));
    }

    private static byte[] pdu(int versionAndType, int priority, int count, int interval, byte[] address) {
        return ByteBuffer.allocate(8 + address.length)
                .put((byte) versionAndType)
                .put((byte) Setup.VRID)
                .put((byte) priority)
                .put((byte) count)
                .putShort((short) interval)
                .putShort((short) 0)
                .put(address)
                .array();
    }

    /** A version 2 advert with a plain-text password, whose sum is its own. */
    private static byte[] password(byte[] pdu) {
        byte[] whole = append(pdu, new byte[] {'w', 'r', 'o', 'n', 'g', 0, 0, 0});
        ByteBuffer.wrap(whole).putShort(6, Checksum.of(whole, 0, whole.length, 0));
        return whole;
    }

    private static byte[] wrongChecksum(byte[] pdu) {
        byte[] wrong = pdu.clone();
        wrong[6] = 0x12;
        wrong[7] = 0x34;
        return wrong;
    }

    private static byte[] append(byte[] head, byte[] tail) {
        return ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
    }
}
