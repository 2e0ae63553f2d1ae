package org.keepvip.linux.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;

@NeedsRoot
class FrameTest {
    private static final String BROADCAST = "ffffffffffff";

    private final SendBatch outgoing = new SendBatch(64, 1_514);
    private final ReceiveBatch captured = new ReceiveBatch(64, 1_514);
    private TwoNodes nodes;
    private PacketSocket sender;
    private int left;
    private int right;

    @BeforeEach
    void open() throws Exception {
        nodes = new TwoNodes();
        left = TwoNodes.eth0(nodes.left);
        right = TwoNodes.eth0(nodes.right);
        sender = TwoNodes.in(nodes.left, PacketSocket::open);
    }

    @AfterEach
    void close() {
        sender.close();
        nodes.close();
    }

    private CaptureSocket capture(String node, int ifindex, int queue) throws Exception {
        return TwoNodes.in(node, () -> CaptureSocket.open(ifindex, queue));
    }

    /** A gratuitous ARP for 10.0.0.{@code host}. */
    private static ByteBuffer arp(int host) {
        HexFormat hex = HexFormat.of();
        String vip = "0a0000" + hex.toHexDigits((byte) host);
        String mac = "020000000001";
        return ByteBuffer.wrap(
                hex.parseHex(BROADCAST + mac + "0806" + "0001080006040001" + mac + vip + BROADCAST + vip));
    }

    /** Collects ARP frames until there are so many. */
    private List<ByteBuffer> arps(CaptureSocket socket, int count) throws Exception {
        List<ByteBuffer> frames = new ArrayList<>();
        while (frames.size() < count) {
            assertTrue(Poll.readable(socket.fd(), TwoNodes.DEADLINE), "only " + frames.size());
            socket.receive(captured);
            for (int i = 0; i < captured.count(); i++) {
                ByteBuffer bytes = captured.bytes(i);
                if (bytes.getShort(12) == 0x0806) {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    frames.add(ByteBuffer.wrap(copy));
                }
            }
        }
        return frames;
    }

    @Test
    void framesArriveAtTheOtherEndAsTheyWereSent() throws Exception {
        try (CaptureSocket far = capture(nodes.right, right, 1 << 20);
                CaptureSocket near = capture(nodes.left, 0, 1 << 20)) {
            Destination wire = Destination.link(left);
            List<ByteBuffer> sent = new ArrayList<>();
            for (int host = 1; host <= 64; host++) {
                sent.add(arp(host));
                assertTrue(outgoing.add(arp(host), wire));
            }
            Instant before = Instant.now();
            assertEquals(64, sender.send(outgoing));
            assertEquals(sent, arps(far, 64));
            assertFalse(captured.outgoing(captured.count() - 1));
            assertEquals(right, captured.interfaceIndex(captured.count() - 1));
            assertEquals(-1, captured.hopLimit(captured.count() - 1));
            long nanos = captured.timestampNanos(captured.count() - 1);
            Duration late = Duration.between(before, Instant.ofEpochSecond(0, nanos));
            assertTrue(late.abs().compareTo(TwoNodes.DEADLINE) < 0, () -> "stamped " + late + " after it was sent");
            assertEquals(sent, arps(near, 64));
            assertTrue(captured.outgoing(captured.count() - 1), "our own are captured on the way out");
            assertEquals(left, captured.interfaceIndex(captured.count() - 1));
            assertEquals(0, far.dropped());
        }
    }

    @Test
    void aFrameForNoInterfaceIsRefusedAndTheNextGoesOut() throws Exception {
        try (CaptureSocket far = capture(nodes.right, right, 1 << 20)) {
            outgoing.add(arp(1), Destination.link(9_999));
            outgoing.add(arp(2), Destination.link(left));
            assertEquals(1, sender.send(outgoing));
            assertEquals("ENXIO", Errno.name(outgoing.error(0)));
            assertEquals(0, outgoing.error(1));
            assertEquals(List.of(arp(2)), arps(far, 1));
        }
        TwoNodes.ip(nodes.left, "link set eth0 down");
        outgoing.clear();
        outgoing.add(arp(3), Destination.link(left));
        assertEquals(0, sender.send(outgoing));
        assertEquals(Errno.ENETDOWN, outgoing.error(0));
    }

    @Test
    void whatFindsTheQueueFullIsCounted() throws Exception {
        try (CaptureSocket tiny = capture(nodes.right, right, 1)) {
            while (outgoing.add(arp(1), Destination.link(left))) {
                // Until it is full.
            }
            assertEquals(64, sender.send(outgoing));
            long deadline = System.nanoTime() + TwoNodes.DEADLINE.toNanos();
            int dropped = 0;
            while (dropped < 50) {
                assertTrue(System.nanoTime() < deadline, "only " + dropped);
                dropped += tiny.dropped();
            }
            int since = tiny.dropped();
            assertTrue(since < 20, () -> since + " since it was asked, a few by the kernel's own chatter");
        }
    }

    @Test
    void aMissingInterfaceIsAnError() {
        ErrnoException refused = assertThrows(ErrnoException.class, () -> capture(nodes.right, 9_999, 1 << 20));
        assertEquals("bind(interface 9999): ENODEV", refused.getMessage());
    }
}
