package org.keepvip.linux.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;
import org.keepvip.linux.Poll;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;
import org.keepvip.linux.time.BootClock;
import org.keepvip.linux.time.TimerFd;

/**
 * Sending, receiving and timing make no garbage once they are compiled. Allowed is a tenth of an octet for each datagram,
 * which is room for the measurement's own few hundred and for a stray compilation.
 */
@NeedsRoot
class GarbageTest {
    private static final Ip GROUP4 = Ip.v4(0xE0000012);
    private static final Ip GROUP6 = Ip.v6(0xFF02_0000_0000_0000L, 0x12);
    private static final int BATCHES = 500;
    private static final int EACH = 16;
    private static final int MOST_ROUNDS = 60;

    private final SendBatch outgoing = new SendBatch(EACH, 128);
    private final ReceiveBatch received = new ReceiveBatch(EACH, 128);
    private final BootClock clock = new BootClock();
    private final Method allocated;
    private final Object bean;
    private long sum;

    /** By reflection, for the module under test does not read jdk.management. */
    GarbageTest() throws ReflectiveOperationException {
        bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
    }

    private long allocated() throws ReflectiveOperationException {
        return (Long) allocated.invoke(bean);
    }

    private void send(RawSocket sender, ByteBuffer payload, Destination destination) {
        for (int batch = 0; batch < BATCHES; batch++) {
            outgoing.clear();
            while (outgoing.add(payload, destination)) {
                sum += clock.nanos();
            }
            assertEquals(EACH, sender.send(outgoing));
        }
    }

    private void receive(RawSocket receiver, ByteBuffer payload) throws Exception {
        int header = receiver.family() == AddressFamily.IPV4 ? 20 : 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            int count = receiver.receive(received);
            for (int i = 0; i < count; i++) {
                assertTrue(received.matches(i, header, payload));
                sum += received.sourceHigh(i)
                        + received.sourceLow(i)
                        + received.destinationHigh(i)
                        + received.destinationLow(i)
                        + received.hopLimit(i)
                        + received.interfaceIndex(i)
                        + received.bytes(i).get(0);
            }
        }
    }

    private void time(TimerFd timer) {
        for (int i = 0; i < BATCHES * EACH; i++) {
            timer.arm(1);
            assertTrue(timer.drain());
            timer.arm(clock.nanos() + 1_000_000_000L);
        }
    }

    private static RawSocket open(String node, Ip group) throws Exception {
        int eth0 = TwoNodes.eth0(node);
        return TwoNodes.in(node, () -> {
            RawSocket socket = RawSocket.open(group.family(), 112);
            socket.receiveBuffer(1 << 25);
            socket.bindToDevice("eth0");
            socket.multicastInterface(eth0);
            socket.multicastLoop(false);
            socket.join(group, eth0);
            return socket;
        });
    }

    private interface Round {
        void run() throws Exception;
    }

    /** Runs until a round is clean; the compilers decide when. */
    private void clean(String what, Round round) throws Exception {
        long garbage = Long.MAX_VALUE;
        for (int i = 0; i < MOST_ROUNDS && garbage > BATCHES * EACH / 10; i++) {
            long before = allocated();
            round.run();
            garbage = allocated() - before;
        }
        long left = garbage;
        assertTrue(
                left <= BATCHES * EACH / 10, () -> what + ": " + left + " octets for " + BATCHES * EACH + " datagrams");
    }

    private void exchange(Ip group) throws Exception {
        ByteBuffer payload = ByteBuffer.allocateDirect(40);
        try (TwoNodes nodes = new TwoNodes();
                RawSocket sender = open(nodes.left, group);
                RawSocket receiver = open(nodes.right, group)) {
            Destination destination =
                    Destination.ip(group, group.family() == AddressFamily.IPV6 ? TwoNodes.eth0(nodes.left) : 0);
            clean("send", () -> send(sender, payload, destination));
            drain(receiver);
            clean("receive", () -> {
                send(sender, payload, destination);
                assertTrue(Poll.readable(receiver.fd(), TwoNodes.DEADLINE));
                receive(receiver, payload);
            });
            assertTrue(sum != 0);
        }
    }

    private void drain(RawSocket receiver) throws Exception {
        while (receiver.receive(received) > 0) {
            sum++;
        }
    }

    @Test
    void ipv4() throws Exception {
        exchange(GROUP4);
    }

    @Test
    void ipv6() throws Exception {
        exchange(GROUP6);
    }

    @Test
    void timers() throws Exception {
        try (TimerFd timer = TimerFd.open()) {
            clean("timer", () -> time(timer));
        }
    }
}
