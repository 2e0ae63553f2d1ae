package org.keepvip.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.Ip;

/** Broken messages are read without an exception: as null, or as what is left of them. */
class RouteReaderFuzzTest {
    /** How many of each; a nightly run sets more. */
    private static final int ROUNDS = Integer.getInteger("keepvip.fuzz.netlink", 200_000);

    /** Builds messages as the kernel does. */
    private static ByteBuffer seed() {
        ByteBuffer buffer = ByteBuffer.allocate(1_024).order(ByteOrder.nativeOrder());
        RequestWriter writer = new RequestWriter(buffer);
        InterfaceAddress v4 = InterfaceAddress.of(7, Ip.v4(0x0A000001), 24)
                .withLabel("eth0:1")
                .withBroadcast(Ip.v4(0x0A0000FF))
                .withPeer(Ip.v4(0x0A000002))
                .with(AddressFlag.NODAD)
                .withLifetime(new Lifetime(10, 5))
                .withProtocol(18);
        writer.change(new AddressChange.Add(v4), 1, true);
        writer.change(new AddressChange.Remove(InterfaceAddress.of(8, Ip.v6(1, 2), 128)), 2, false);
        link(buffer);
        error(buffer);
        return buffer.flip();
    }

    private static void link(ByteBuffer buffer) {
        buffer.putInt(76)
                .putShort((short) RouteReader.RTM_NEWLINK)
                .putShort((short) 2)
                .putInt(3)
                .putInt(0);
        buffer.putShort((short) 0).putShort((short) 1).putInt(7).putInt(0x1043).putInt(0);
        buffer.putShort((short) 9).putShort((short) 3).putInt(0x30687465).putInt(0);
        buffer.putShort((short) 8).putShort((short) 4).putInt(1_500);
        buffer.putShort((short) 10)
                .putShort((short) 1)
                .putInt(0x00005E00)
                .putShort((short) 0x3301)
                .putShort((short) 0);
        buffer.putShort((short) 12).putShort((short) 18);
        buffer.putShort((short) 8).putShort((short) 1).putInt(0x68746576);
    }

    private static void error(ByteBuffer buffer) {
        buffer.putInt(48)
                .putShort((short) Messages.NLMSG_ERROR)
                .putShort((short) 0x300)
                .putInt(4)
                .putInt(0);
        buffer.putInt(-17).putInt(40).putInt(20).putInt(4).putInt(0);
        buffer.putShort((short) 12).putShort((short) 1).putInt(0x6C6C6568).putInt(0x6F);
    }

    /** Reads everything in it, as the monitor and the requester do; how many events there were. */
    private static int readAll(ByteBuffer buffer) {
        int events = 0;
        Messages messages = new Messages(buffer);
        while (messages.next()) {
            assertTrue(messages.detail().length() <= buffer.limit());
            assertTrue(messages.end() <= buffer.limit(), () -> "errno " + messages.errno());
            if (RouteReader.event(messages) != null) {
                events++;
            }
        }
        return events;
    }

    @Test
    void theSeedReadsAsWritten() {
        Messages messages = new Messages(seed());
        assertTrue(messages.next());
        assertEquals(
                new RouteEvent.AddressChanged(InterfaceAddress.of(7, Ip.v4(0x0A000001), 24)
                        .withLabel("eth0:1")
                        .withBroadcast(Ip.v4(0x0A0000FF))
                        .withPeer(Ip.v4(0x0A000002))
                        .with(AddressFlag.NODAD)
                        .withLifetime(new Lifetime(10, 5))
                        .withProtocol(18)),
                RouteReader.event(messages));
        assertTrue(messages.next());
        assertEquals(
                new RouteEvent.AddressRemoved(InterfaceAddress.of(8, Ip.v6(1, 2), 128)), RouteReader.event(messages));
        assertTrue(messages.next());
        HardwareAddress mac = HardwareAddress.of(HexFormat.of().parseHex("005e00000133"));
        assertEquals(
                new RouteEvent.LinkChanged(
                        new Link(7, "eth0", 0x1043, 1_500, 1, "veth", Optional.of(mac), 0, 0, "", 0)),
                RouteReader.event(messages));
        assertTrue(messages.next());
        assertEquals(17, messages.errno());
        assertEquals("hello", messages.detail());
        assertEquals(Set.of(), AddressFlag.of(0));
        assertEquals(3, readAll(seed()));
    }

    @Test
    void cutAnywhere() {
        for (int length = 0; length < seed().limit(); length++) {
            assertTrue(readAll(seed().limit(length)) <= 3);
        }
    }

    @Test
    void mutated() {
        Random random = new Random(112);
        byte[] seed = new byte[seed().limit()];
        seed().get(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = seed.clone();
            for (int change = random.nextInt(1, 8); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(24));
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
            buffer.limit(random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            readAll(buffer);
        }
    }

    @Test
    void invented() {
        Random random = new Random(51);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(16, 128)];
            random.nextBytes(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
            buffer.putInt(0, bytes.length);
            buffer.putShort(4, (short) random.nextInt(2, 24));
            readAll(buffer);
        }
    }
}
