package org.keepvip.linux.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Ip;
import org.keepvip.linux.Poll;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;

@NeedsRoot
class RawSocketTest {
    private static final int PROTOCOL = 112;
    private static final Ip GROUP4 = Ip.v4(0xE0000012);
    private static final Ip GROUP6 = Ip.v6(0xFF02_0000_0000_0000L, 0x12);
    private static final Ip LEFT4 = Ip.v4(0xC0000201);
    private static final Ip RIGHT4 = Ip.v4(0xC0000202);
    private static final Ip LEFT6 = Ip.v6(0x2001_0DB8_0000_0000L, 1);
    private static final Ip RIGHT6 = Ip.v6(0x2001_0DB8_0000_0000L, 2);
    private static final Ip LEFT_LINK_LOCAL = Ip.v6(0xFE80_0000_0000_0000L, 1);

    private static TwoNodes nodes;
    private static int left;
    private static int right;

    private final ReceiveBatch received = new ReceiveBatch(8, 256);
    private final SendBatch outgoing = new SendBatch(8, 256);

    @BeforeAll
    static void cable() throws Exception {
        nodes = new TwoNodes();
        left = TwoNodes.eth0(nodes.left);
        right = TwoNodes.eth0(nodes.right);
    }

    @AfterAll
    static void unplug() throws Exception {
        nodes.close();
    }

    /** 20 octets of IPv4 header, then the payload. */
    private static ByteBuffer datagram(Ip source, Ip destination, String payload) {
        byte[] octets = HexFormat.of().parseHex(payload);
        return ByteBuffer.allocate(20 + octets.length)
                .putInt(0x45C00000 | 20 + octets.length)
                .putInt(0x00010000)
                .putInt(0xFF000000 | PROTOCOL << 16)
                .putInt((int) source.low())
                .putInt((int) destination.low())
                .put(octets)
                .flip();
    }

    private static RawSocket groupReceiver(String node, Ip group, int ifindex) throws Exception {
        return TwoNodes.in(node, () -> {
            RawSocket socket = RawSocket.open(group.family(), PROTOCOL);
            socket.bindToDevice("eth0");
            socket.multicastAll(false);
            socket.multicastLoop(false);
            socket.receiveBuffer(1 << 20);
            socket.join(group, ifindex);
            socket.bind(group, group.family() == AddressFamily.IPV6 ? ifindex : 0);
            return socket;
        });
    }

    private static RawSocket sender4() throws Exception {
        return TwoNodes.in(nodes.left, () -> {
            RawSocket socket = RawSocket.open(AddressFamily.IPV4, PROTOCOL);
            socket.bindToDevice("eth0");
            socket.headerIncluded();
            socket.dontRoute();
            socket.multicastInterface(left);
            socket.multicastLoop(false);
            socket.priority(6);
            return socket;
        });
    }

    private static RawSocket sender6() throws Exception {
        return TwoNodes.in(nodes.left, () -> {
            RawSocket socket = RawSocket.open(AddressFamily.IPV6, PROTOCOL);
            socket.bindToDevice("eth0");
            socket.multicastInterface(left);
            socket.multicastLoop(false);
            socket.multicastHops(255);
            socket.unicastHops(254);
            socket.trafficClass(0xC0);
            socket.checksumOffset(6);
            return socket;
        });
    }

    private void send(RawSocket socket, ByteBuffer bytes, Destination destination) {
        outgoing.clear();
        assertTrue(outgoing.add(bytes, destination));
        assertEquals(1, socket.send(outgoing), () -> Errno.name(outgoing.error(0)));
    }

    private void await(RawSocket socket, int count) throws ErrnoException {
        assertTrue(Poll.readable(socket.fd(), TwoNodes.DEADLINE));
        assertEquals(count, socket.receive(received));
    }

    @Test
    void multicastWithItsOwnHeaderArrivesAsItWasSent() throws Exception {
        try (RawSocket receiver = groupReceiver(nodes.right, GROUP4, right);
                RawSocket sender = sender4()) {
            ByteBuffer sent = datagram(LEFT4, GROUP4, "2133640100010001c0000264");
            send(sender, sent, Destination.ip(GROUP4, 0));
            await(receiver, 1);
            assertEquals(LEFT4, received.source(0));
            assertEquals(GROUP4, received.destination(0));
            assertEquals(255, received.hopLimit(0));
            assertEquals(right, received.interfaceIndex(0));
            assertFalse(received.truncated(0));
            assertFalse(received.outgoing(0));
            assertEquals(sent.remaining(), received.length(0));
            assertEquals(0xC0, received.bytes(0).get(1) & 0xFF);
            assertEquals(sent.position(20), received.bytes(0).position(20));
            assertTrue(received.matches(0, 20, sent));
            sent.put(25, (byte) ~sent.get(25));
            assertFalse(received.matches(0, 20, sent));
            assertFalse(received.matches(0, 21, sent));
            assertEquals(0, receiver.receive(received), "nothing else");
        }
    }

    @Test
    void aSocketBoundToTheGroupGetsNoUnicastAndNoneOfItsOwn() throws Exception {
        try (RawSocket mine = groupReceiver(nodes.left, GROUP4, left);
                RawSocket other = groupReceiver(nodes.right, GROUP4, right);
                RawSocket sender = sender4()) {
            send(sender, datagram(LEFT4, RIGHT4, "00"), Destination.ip(RIGHT4, 0));
            send(sender, datagram(LEFT4, GROUP4, "01"), Destination.ip(GROUP4, 0));
            await(other, 1);
            assertEquals(1, received.bytes(0).get(20));
            assertEquals(0, mine.receive(received), "multicast loop is off");
        }
    }

    @Test
    void ipv6MulticastBringsHopLimitAndDestinationAndAChecksum() throws Exception {
        try (RawSocket receiver = groupReceiver(nodes.right, GROUP6, right);
                RawSocket sender = sender6()) {
            receiver.checksumOffset(6);
            ByteBuffer sent = ByteBuffer.wrap(HexFormat.of().parseHex("3133640100640000"));
            send(sender, sent, Destination.ip(GROUP6, left));
            await(receiver, 1);
            assertEquals(LEFT_LINK_LOCAL, received.source(0));
            assertEquals(GROUP6, received.destination(0));
            assertEquals(255, received.hopLimit(0));
            assertEquals(right, received.interfaceIndex(0));
            assertEquals(8, received.length(0), "without IPv6 header");
            assertTrue(received.bytes(0).getShort(6) != 0, "the kernel wrote the checksum");
        }
    }

    @Test
    void ipv6SourceIsChosenForEachDatagram() throws Exception {
        try (RawSocket receiver = TwoNodes.in(nodes.right, () -> RawSocket.open(AddressFamily.IPV6, PROTOCOL));
                RawSocket sender = sender6()) {
            send(sender, ByteBuffer.wrap(new byte[8]), Destination.ip(RIGHT6, left, LEFT6));
            await(receiver, 1);
            assertEquals(LEFT6, received.source(0));
            assertEquals(RIGHT6, received.destination(0));
            assertEquals(254, received.hopLimit(0), "the unicast hop limit");
        }
    }

    @Test
    void ipv4SourceIsChosenForEachDatagram() throws Exception {
        TwoNodes.ip(nodes.left, "addr add 192.0.2.77/24 dev eth0");
        try (RawSocket receiver = TwoNodes.in(nodes.right, () -> RawSocket.open(AddressFamily.IPV4, PROTOCOL));
                RawSocket sender = TwoNodes.in(nodes.left, () -> RawSocket.open(AddressFamily.IPV4, PROTOCOL))) {
            sender.unicastHops(9);
            send(sender, ByteBuffer.wrap(new byte[8]), Destination.ip(RIGHT4, left, Ip.v4(0xC000024D)));
            await(receiver, 1);
            assertEquals(Ip.v4(0xC000024D), received.source(0));
            assertEquals(9, received.hopLimit(0));
        }
    }

    @Test
    void freebindTakesAnAddressBeforeItIsThere() throws Exception {
        Ip absent = Ip.v4(0xC0000263);
        try (RawSocket socket = TwoNodes.in(nodes.right, () -> RawSocket.open(AddressFamily.IPV4, PROTOCOL))) {
            ErrnoException refused = assertThrows(ErrnoException.class, () -> socket.bind(absent, 0));
            assertEquals("bind(192.0.2.99): EADDRNOTAVAIL", refused.getMessage());
            socket.freebind();
            socket.bind(absent, 0);
            TwoNodes.ip(nodes.right, "addr add 192.0.2.99/24 dev eth0");
            try (RawSocket sender = sender4()) {
                send(sender, datagram(LEFT4, absent, "07"), Destination.ip(absent, 0));
                await(socket, 1);
            }
        }
    }

    @Test
    void aRefusedDatagramDoesNotKeepTheOthersBack() throws Exception {
        Ip unreachable = Ip.v4(0xC6336401);
        try (RawSocket receiver = groupReceiver(nodes.right, GROUP4, right);
                RawSocket sender = TwoNodes.in(nodes.left, () -> RawSocket.open(AddressFamily.IPV4, PROTOCOL))) {
            sender.headerIncluded();
            sender.multicastInterface(left);
            Destination group = Destination.ip(GROUP4, 0);
            Destination nowhere = Destination.ip(unreachable, 0);
            outgoing.clear();
            outgoing.add(datagram(LEFT4, unreachable, "00"), nowhere);
            outgoing.add(datagram(LEFT4, GROUP4, "01"), group);
            outgoing.add(datagram(LEFT4, unreachable, "02"), nowhere);
            outgoing.add(datagram(LEFT4, unreachable, "03"), nowhere);
            outgoing.add(datagram(LEFT4, GROUP4, "04"), group);
            assertEquals(2, sender.send(outgoing));
            String[] why = {"ENETUNREACH", "", "ENETUNREACH", "ENETUNREACH", ""};
            for (int i = 0; i < why.length; i++) {
                int error = outgoing.error(i);
                assertEquals(why[i], error == 0 ? "" : Errno.name(error), "datagram " + i);
            }
            await(receiver, 2);
            assertEquals(1, received.bytes(0).get(20));
            assertEquals(4, received.bytes(1).get(20));
        }
    }

    @Test
    void aFullBatchSaysSoAndALongDatagramIsCut() throws Exception {
        try (RawSocket receiver = groupReceiver(nodes.right, GROUP4, right);
                RawSocket sender = sender4()) {
            SendBatch one = new SendBatch(1, 64);
            Destination group = Destination.ip(GROUP4, 0);
            assertTrue(one.add(datagram(LEFT4, GROUP4, "00".repeat(44)), group));
            assertTrue(one.isFull());
            assertFalse(one.add(datagram(LEFT4, GROUP4, "00"), group));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SendBatch(1, 64).add(datagram(LEFT4, GROUP4, "00".repeat(45)), group));
            assertEquals(1, sender.send(one));
            ReceiveBatch small = new ReceiveBatch(1, 40);
            assertTrue(Poll.readable(receiver.fd(), TwoNodes.DEADLINE));
            assertEquals(1, receiver.receive(small));
            assertTrue(small.truncated(0));
            assertEquals(40, small.length(0));
            assertEquals(40, small.bytes(0).remaining());
        }
    }

    @Test
    void leavingAGroupEndsItsDatagrams() throws Exception {
        try (RawSocket receiver = groupReceiver(nodes.right, GROUP4, right)) {
            assertTrue(TwoNodes.ip(nodes.right, "maddr show dev eth0").contains("224.0.0.18"));
            receiver.leave(GROUP4, right);
            assertFalse(TwoNodes.ip(nodes.right, "maddr show dev eth0").contains("224.0.0.18"));
            ErrnoException twice = assertThrows(ErrnoException.class, () -> receiver.leave(GROUP4, right));
            assertEquals(Errno.EADDRNOTAVAIL, twice.errno());
        }
    }

    @Test
    void aSocketThatOnlySendsReceivesNothing() throws Exception {
        for (AddressFamily family : AddressFamily.values()) {
            boolean v4 = family == AddressFamily.IPV4;
            try (RawSocket sender = v4 ? sender4() : sender6();
                    RawSocket group = groupReceiver(nodes.right, v4 ? GROUP4 : GROUP6, right);
                    RawSocket silent = TwoNodes.in(nodes.right, () -> RawSocket.open(family, PROTOCOL));
                    RawSocket all = TwoNodes.in(nodes.right, () -> RawSocket.open(family, PROTOCOL))) {
                silent.sendOnly();
                for (Ip to : v4 ? List.of(GROUP4, RIGHT4) : List.of(GROUP6, RIGHT6)) {
                    send(
                            sender,
                            v4 ? datagram(LEFT4, to, "00") : ByteBuffer.allocate(8),
                            Destination.ip(to, v4 ? 0 : left));
                }
                await(all, 2);
                await(group, 1);
                assertEquals(0, silent.receive(received));
            }
        }
    }

    @Test
    void aDatagramInFragmentsIsSeenToBeReassembled() throws Exception {
        try (RawSocket receiver = TwoNodes.in(nodes.right, () -> RawSocket.open(AddressFamily.IPV4, PROTOCOL));
                RawSocket receiver6 = TwoNodes.in(nodes.right, () -> RawSocket.open(AddressFamily.IPV6, PROTOCOL));
                RawSocket sender = TwoNodes.in(nodes.left, () -> RawSocket.open(AddressFamily.IPV4, PROTOCOL));
                RawSocket sender6 = TwoNodes.in(nodes.left, () -> RawSocket.open(AddressFamily.IPV6, PROTOCOL))) {
            SendBatch large = new SendBatch(2, 4_000);
            large.add(ByteBuffer.allocate(3_000), Destination.ip(RIGHT4, 0));
            large.add(ByteBuffer.allocate(100), Destination.ip(RIGHT4, 0));
            assertEquals(2, sender.send(large));
            await(receiver, 2);
            assertTrue(received.reassembled(0));
            assertFalse(received.reassembled(1));
            large.clear();
            large.add(ByteBuffer.allocate(3_000), Destination.ip(RIGHT6, 0));
            assertEquals(1, sender6.send(large));
            await(receiver6, 1);
            assertTrue(received.reassembled(0));
        }
    }

    @Test
    void octetsAreCopied() throws Exception {
        try (RawSocket receiver = groupReceiver(nodes.right, GROUP4, right);
                RawSocket sender = sender4()) {
            send(sender, datagram(LEFT4, GROUP4, "0102030405"), Destination.ip(GROUP4, 0));
            await(receiver, 1);
            byte[] copy = new byte[256];
            assertEquals(25, received.copyTo(0, copy));
            assertEquals("0102030405", HexFormat.of().formatHex(copy, 20, 25));
        }
    }

    @Test
    void aMissingDeviceIsNamed() throws Exception {
        try (RawSocket socket = TwoNodes.in(nodes.right, () -> RawSocket.open(AddressFamily.IPV4, PROTOCOL))) {
            ErrnoException refused = assertThrows(ErrnoException.class, () -> socket.bindToDevice("eth7"));
            assertEquals("setsockopt(SO_BINDTODEVICE, eth7): ENODEV", refused.getMessage());
        }
    }

    @Test
    void nothingToReceiveIsNoError() throws Exception {
        try (RawSocket socket = groupReceiver(nodes.right, GROUP6, right)) {
            assertFalse(Poll.readable(socket.fd(), Duration.ofMillis(1)));
            assertEquals(0, socket.receive(received));
            assertEquals(0, received.count());
        }
    }
}
