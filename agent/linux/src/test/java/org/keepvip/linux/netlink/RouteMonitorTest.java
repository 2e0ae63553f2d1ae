package org.keepvip.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.Ip;
import org.keepvip.linux.Poll;
import org.keepvip.linux.netlink.RouteEvent.AddressChanged;
import org.keepvip.linux.netlink.RouteEvent.AddressRemoved;
import org.keepvip.linux.netlink.RouteEvent.LinkChanged;
import org.keepvip.linux.netlink.RouteEvent.LinkRemoved;
import org.keepvip.linux.netlink.RouteEvent.Overrun;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;

@NeedsRoot
class RouteMonitorTest {
    private static final Ip VIP = Ip.v4(0x0A000001);

    private TwoNodes nodes;
    private RouteMonitor monitor;
    private final List<RouteEvent> heard = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        nodes = new TwoNodes();
        monitor = TwoNodes.in(nodes.left, () -> RouteMonitor.open(1 << 20));
    }

    @AfterEach
    void close() {
        monitor.close();
        nodes.close();
    }

    /** Reads on until such an event is heard; what was heard before it is forgotten. */
    private <T extends RouteEvent> T await(Class<T> kind, Predicate<T> wanted) throws Exception {
        long deadline = System.nanoTime() + TwoNodes.DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            while (!heard.isEmpty()) {
                RouteEvent event = heard.removeFirst();
                if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                    return kind.cast(event);
                }
            }
            if (Poll.readable(monitor.fd(), TwoNodes.DEADLINE)) {
                monitor.receive(16, heard::add);
            }
        }
        throw new AssertionError("no " + kind.getSimpleName());
    }

    @Test
    void aLinkGoesDownLosesItsCarrierAndComesBack() throws Exception {
        TwoNodes.ip(nodes.left, "link set eth0 down");
        Link down = await(LinkChanged.class, event -> !event.link().isUp()).link();
        assertEquals("eth0", down.name());
        TwoNodes.ip(nodes.left, "link set eth0 up");
        await(LinkChanged.class, event -> event.link().isUp() && event.link().isRunning());
        TwoNodes.ip(nodes.right, "link set eth0 down");
        Link pulled =
                await(LinkChanged.class, event -> !event.link().isRunning()).link();
        assertTrue(pulled.isUp(), "the administrator's wish stands");
    }

    @Test
    void aLinkIsRenamedDeletedAndMadeAgain() throws Exception {
        TwoNodes.ip(nodes.left, "link add vip0 type bridge");
        Link first = await(LinkChanged.class, event -> event.link().name().equals("vip0"))
                .link();
        assertEquals("bridge", first.kind());
        TwoNodes.ip(nodes.left, "link set vip0 name vip1");
        Link renamed = await(LinkChanged.class, event -> event.link().name().equals("vip1"))
                .link();
        assertEquals(first.index(), renamed.index());
        TwoNodes.ip(nodes.left, "link del vip1");
        Link gone = await(LinkRemoved.class, event -> true).link();
        assertEquals(first.index(), gone.index());
        TwoNodes.ip(nodes.left, "link add vip1 type bridge");
        Link second = await(LinkChanged.class, event -> event.link().name().equals("vip1"))
                .link();
        assertFalse(second.index() == first.index(), "another link of the same name");
    }

    @Test
    void aPortThatLeavesItsBridgeIsNotGone() throws Exception {
        TwoNodes.ip(nodes.left, "link add br0 type bridge");
        TwoNodes.ip(nodes.left, "link set eth0 master br0");
        int master = await(LinkChanged.class, event -> event.link().master() != 0)
                .link()
                .master();
        assertTrue(master > 0);
        TwoNodes.ip(nodes.left, "link set eth0 nomaster");
        TwoNodes.ip(nodes.left, "link del br0");
        Link removed = await(LinkRemoved.class, event -> true).link();
        assertEquals("br0", removed.name());
    }

    @Test
    void addressesComeAndGo() throws Exception {
        TwoNodes.ip(nodes.left, "addr add 10.0.0.1/24 dev eth0 label eth0:x");
        InterfaceAddress added = await(AddressChanged.class, event -> true).address();
        assertEquals(new InterfaceAddress.Key(TwoNodes.eth0(nodes.left), VIP, 24), added.key());
        assertEquals("eth0:x", added.label().orElseThrow());
        TwoNodes.ip(nodes.left, "addr del 10.0.0.1/24 dev eth0");
        assertEquals(
                added.key(),
                await(AddressRemoved.class, event -> true).address().key());
        TwoNodes.ip(nodes.left, "addr add 2001:db8::99/64 dev eth0");
        InterfaceAddress tentative = await(AddressChanged.class, event -> true).address();
        assertTrue(tentative.flags().contains(AddressFlag.TENTATIVE), tentative::toString);
        await(AddressChanged.class, event -> !event.address().flags().contains(AddressFlag.TENTATIVE));
    }

    @Test
    void addressesOfALinkThatIsDeletedGoWithIt() throws Exception {
        TwoNodes.ip(nodes.left, "link add vip0 type bridge");
        TwoNodes.ip(nodes.left, "link set vip0 up");
        TwoNodes.ip(nodes.left, "addr add 10.0.0.1/32 dev vip0");
        TwoNodes.ip(nodes.left, "link del vip0");
        await(AddressRemoved.class, event -> event.address().address().equals(VIP));
        await(LinkRemoved.class, event -> event.link().name().equals("vip0"));
    }

    @Test
    void aFloodOverrunsASmallQueueAndASnapshotTellsTheTruth() throws Exception {
        int eth0 = TwoNodes.eth0(nodes.left);
        List<AddressChange.Add> flood = IntStream.range(0, 2_000)
                .mapToObj(i -> new AddressChange.Add(InterfaceAddress.of(eth0, Ip.v4(0x0A000100 + i), 32)))
                .toList();
        try (RouteMonitor small = TwoNodes.in(nodes.left, () -> RouteMonitor.open(4_096));
                Rtnetlink rtnetlink = TwoNodes.in(nodes.left, Rtnetlink::open)) {
            assertTrue(rtnetlink.change(flood).stream().allMatch(Outcome::succeeded));
            while (small.receive(64, heard::add) == 64) {
                // There is more.
            }
            assertEquals(1, heard.stream().filter(Overrun.class::isInstance).count());
            long reported =
                    heard.stream().filter(AddressChanged.class::isInstance).count();
            assertTrue(reported < 2_000, () -> reported + " were reported");
            Snapshot now = rtnetlink.snapshot();
            assertEquals(
                    2_000,
                    now.addresses().stream()
                            .filter(address -> address.address().low() >>> 24 == 10)
                            .count());
            assertEquals(
                    List.of("lo", "eth0"), now.links().stream().map(Link::name).toList());
            heard.clear();
            TwoNodes.ip(nodes.left, "addr del 10.0.1.0/32 dev eth0");
            assertTrue(Poll.readable(small.fd(), TwoNodes.DEADLINE));
            assertEquals(1, small.receive(64, heard::add), "the monitor goes on");
            assertTrue(heard.getFirst() instanceof AddressRemoved);
        }
    }

    @Test
    void readingIsBounded() throws Exception {
        for (int i = 1; i <= 5; i++) {
            TwoNodes.ip(nodes.left, "addr add 10.0.0." + i + "/32 dev eth0");
        }
        assertEquals(3, monitor.receive(3, heard::add));
        assertEquals(2, monitor.receive(3, heard::add));
        assertEquals(0, monitor.receive(3, heard::add));
        assertEquals(5, heard.size());
    }

    @Test
    void nobodyButTheKernelIsBelieved() throws Exception {
        try (NetlinkSocket liar = TwoNodes.in(nodes.left, () -> NetlinkSocket.open(0, 1 << 16))) {
            NetlinkLie.tell(liar, monitor, TwoNodes.eth0(nodes.left));
            assertTrue(Poll.readable(monitor.fd(), TwoNodes.DEADLINE));
            assertEquals(1, monitor.receive(16, heard::add), "it was received");
            assertEquals(List.of(), heard, "but not heard");
        }
    }
}
