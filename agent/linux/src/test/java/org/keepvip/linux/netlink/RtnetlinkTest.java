package org.keepvip.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Ip;
import org.keepvip.linux.Poll;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;

@NeedsRoot
class RtnetlinkTest {
    private static final Ip VIP4 = Ip.v4(0x0A000001);
    private static final Ip VIP6 = Ip.v6(0x2001_0DB8_0000_0000L, 0x100);

    private TwoNodes nodes;
    private Rtnetlink rtnetlink;
    private int eth0;

    @BeforeEach
    void open() throws Exception {
        nodes = new TwoNodes();
        rtnetlink = TwoNodes.in(nodes.left, Rtnetlink::open);
        eth0 = TwoNodes.eth0(nodes.left);
    }

    @AfterEach
    void close() {
        rtnetlink.close();
        nodes.close();
    }

    private String addresses() throws Exception {
        return TwoNodes.ip(nodes.left, "-j -d addr show dev eth0");
    }

    private InterfaceAddress found(Ip ip) throws Exception {
        return rtnetlink.addresses().stream()
                .filter(address -> address.address().equals(ip))
                .findFirst()
                .orElseThrow();
    }

    private void done(AddressChange... changes) throws Exception {
        for (Outcome outcome : rtnetlink.change(List.of(changes))) {
            assertTrue(outcome.succeeded(), () -> outcome.errorName() + " " + outcome);
        }
    }

    private static List<InterfaceAddress> thousand(int index) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> InterfaceAddress.of(index, Ip.v4(0x0A000100 + i), 32))
                .toList();
    }

    @Test
    void linksAreReadWithWhatIpSays() throws Exception {
        TwoNodes.ip(nodes.left, "link add link eth0 name vrrp.51 type macvlan mode private");
        TwoNodes.ip(nodes.left, "link add br0 type bridge");
        TwoNodes.ip(nodes.left, "link set vrrp.51 master br0");
        TwoNodes.ip(nodes.left, "link set eth0 mtu 1400");
        List<Link> links = rtnetlink.links();
        assertEquals(
                List.of("lo", "eth0", "vrrp.51", "br0"),
                links.stream().map(Link::name).toList());
        Link lo = links.get(0);
        assertTrue(lo.isLoopback() && lo.isUp() && lo.isRunning());
        assertEquals(772, lo.type());
        Link veth = links.get(1);
        assertEquals(eth0, veth.index());
        assertEquals(1400, veth.mtu());
        assertEquals(1, veth.type());
        assertEquals("veth", veth.kind());
        assertEquals(
                TwoNodes.mac(nodes.left), veth.hardwareAddress().orElseThrow().toString());
        assertEquals(0, veth.lower(), "its peer is in another namespace");
        assertTrue(veth.isUp() && veth.isRunning() && veth.isMulticast());
        Link macvlan = links.get(2);
        assertEquals("macvlan", macvlan.kind());
        assertEquals(eth0, macvlan.lower());
        assertEquals(links.get(3).index(), macvlan.master());
        assertFalse(macvlan.isUp());
    }

    @Test
    void addressesAreReadWithWhatIpSays() throws Exception {
        TwoNodes.ip(nodes.left, "addr add 192.0.2.7/24 brd 192.0.2.255 dev eth0 label eth0:one");
        TwoNodes.ip(nodes.left, "addr add 10.9.9.9 peer 10.8.8.8/32 dev eth0 scope link");
        TwoNodes.ip(nodes.left, "addr add 2001:db8::7/128 dev eth0 nodad preferred_lft 0");
        InterfaceAddress second = found(Ip.v4(0xC0000207));
        assertEquals(Optional.of("eth0:one"), second.label());
        assertEquals(Optional.of(Ip.v4(0xC00002FF)), second.broadcast());
        assertEquals(Set.of(AddressFlag.SECONDARY, AddressFlag.PERMANENT), second.flags());
        assertEquals(new InterfaceAddress.Key(eth0, Ip.v4(0xC0000207), 24), second.key());
        InterfaceAddress pointToPoint = found(Ip.v4(0x0A090909));
        assertEquals(Optional.of(Ip.v4(0x0A080808)), pointToPoint.peer());
        assertEquals(253, pointToPoint.scope());
        InterfaceAddress deprecated = found(Ip.v6(0x2001_0DB8_0000_0000L, 7));
        assertEquals(Lifetime.NEVER_PREFERRED, deprecated.lifetime());
        assertTrue(deprecated.flags().containsAll(Set.of(AddressFlag.DEPRECATED, AddressFlag.NODAD)));
        assertEquals(Optional.empty(), found(Ip.v4(0xC0000201)).peer());
    }

    @Test
    void aDuplicateIsSeenToHaveFailedDetection() throws Exception {
        TwoNodes.ip(nodes.left, "addr add 2001:db8::2/64 dev eth0");
        Ip duplicate = Ip.v6(0x2001_0DB8_0000_0000L, 2);
        assertTrue(found(duplicate).flags().contains(AddressFlag.TENTATIVE));
        long deadline = System.nanoTime() + TwoNodes.DEADLINE.toNanos();
        try (RouteMonitor monitor = TwoNodes.in(nodes.left, () -> RouteMonitor.open(1 << 20))) {
            while (!found(duplicate).flags().contains(AddressFlag.DADFAILED)) {
                assertTrue(System.nanoTime() < deadline, "duplicate address detection ends");
                Poll.readable(monitor.fd(), TwoNodes.DEADLINE);
                monitor.receive(64, event -> {});
            }
        }
    }

    @Test
    void whatWasAskedIsWhatIpShows() throws Exception {
        done(new AddressChange.Add(InterfaceAddress.of(eth0, VIP4, 24)
                .withLabel("eth0:vip")
                .withBroadcast(Ip.v4(0x0A0000FF))
                .withScope(253)
                .with(AddressFlag.NOPREFIXROUTE)
                .withLifetime(new Lifetime(3_600, 1_800))
                .withProtocol(18)));
        String shown = addresses();
        assertTrue(shown.contains("\"local\":\"10.0.0.1\",\"prefixlen\":24,\"broadcast\":\"10.0.0.255\""), shown);
        assertTrue(shown.contains("\"scope\":\"link\""), shown);
        assertTrue(shown.contains("\"noprefixroute\":true,\"label\":\"eth0:vip\""), shown);
        assertTrue(shown.matches("(?s).*\"valid_life_time\":(3600|3599),\"preferred_life_time\":(1800|1799).*"), shown);
        InterfaceAddress read = found(VIP4);
        assertEquals(18, read.protocol());
        assertFalse(TwoNodes.ip(nodes.left, "route").contains("10.0.0.0/24"), "no prefix route");
    }

    @Test
    void ipv6FlagsAndLifetime() throws Exception {
        done(
                new AddressChange.Add(InterfaceAddress.of(eth0, VIP6, 128)
                        .with(AddressFlag.NODAD)
                        .withLifetime(Lifetime.NEVER_PREFERRED)),
                new AddressChange.Add(InterfaceAddress.of(eth0, Ip.v6(VIP6.high(), 0x101), 64)
                        .with(AddressFlag.NODAD)
                        .with(AddressFlag.HOMEADDRESS)
                        .with(AddressFlag.MANAGETEMPADDR)
                        .with(AddressFlag.NOPREFIXROUTE)
                        .withPeer(Ip.v6(VIP6.high(), 0x999))));
        String shown = addresses();
        assertTrue(shown.contains("\"local\":\"2001:db8::100\",\"prefixlen\":128"), shown);
        InterfaceAddress vip = found(VIP6);
        assertTrue(vip.flags().containsAll(Set.of(AddressFlag.NODAD, AddressFlag.DEPRECATED)), vip::toString);
        assertFalse(vip.flags().contains(AddressFlag.TENTATIVE), "usable at once");
        InterfaceAddress other = found(Ip.v6(VIP6.high(), 0x101));
        assertTrue(
                other.flags()
                        .containsAll(
                                Set.of(AddressFlag.HOMEADDRESS, AddressFlag.MANAGETEMPADDR, AddressFlag.NOPREFIXROUTE)),
                other::toString);
        assertEquals(Optional.of(Ip.v6(VIP6.high(), 0x999)), other.peer());
    }

    @Test
    void multicastGroupsAreJoinedByAddress() throws Exception {
        done(new AddressChange.Add(
                InterfaceAddress.of(eth0, Ip.v4(0xEF010203), 32).with(AddressFlag.MCAUTOJOIN)));
        assertTrue(TwoNodes.ip(nodes.left, "maddr show dev eth0").contains("239.1.2.3"));
    }

    @Test
    void replaceRenewsALifetime() throws Exception {
        InterfaceAddress leased = InterfaceAddress.of(eth0, VIP4, 32).withLifetime(new Lifetime(100, 100));
        done(new AddressChange.Add(leased), new AddressChange.Replace(leased.withLifetime(new Lifetime(900, 900))));
        assertTrue(found(VIP4).lifetime().validSeconds() > 800);
        assertFalse(found(VIP4).flags().contains(AddressFlag.PERMANENT));
    }

    @Test
    void aThousandAreAddedAndRemovedInOneCall() throws Exception {
        List<InterfaceAddress> wanted = thousand(eth0);
        List<Outcome> added =
                rtnetlink.change(wanted.stream().map(AddressChange.Add::new).toList());
        assertEquals(1_000, added.size());
        assertTrue(added.stream().allMatch(Outcome::succeeded));
        assertEquals(1_000, addresses().split("\"local\":\"10\\.0\\.", -1).length - 1);
        assertTrue(rtnetlink.addresses().stream()
                .map(InterfaceAddress::key)
                .toList()
                .containsAll(wanted.stream().map(InterfaceAddress::key).toList()));
        List<Outcome> again =
                rtnetlink.change(wanted.stream().map(AddressChange.Add::new).toList());
        assertTrue(again.stream().allMatch(outcome -> outcome.errorName().equals("EEXIST")));
        List<Outcome> removed =
                rtnetlink.change(wanted.stream().map(AddressChange.Remove::new).toList());
        assertTrue(removed.stream().allMatch(Outcome::succeeded));
        assertFalse(addresses().contains("\"local\":\"10.0."));
    }

    @Test
    void eachAddressHasItsOwnError() throws Exception {
        List<AddressChange> changes = new ArrayList<>();
        changes.add(new AddressChange.Add(InterfaceAddress.of(eth0, VIP4, 24)));
        changes.add(new AddressChange.Add(InterfaceAddress.of(eth0, VIP4, 24)));
        changes.add(new AddressChange.Remove(InterfaceAddress.of(eth0, Ip.v4(0x0A0000FE), 24)));
        changes.add(new AddressChange.Add(InterfaceAddress.of(9_999, VIP4, 24)));
        changes.add(new AddressChange.Add(InterfaceAddress.of(eth0, VIP6, 128).with(AddressFlag.NODAD)));
        changes.add(new AddressChange.Add(InterfaceAddress.of(eth0, VIP6, 128).with(AddressFlag.NODAD)));
        changes.add(new AddressChange.Remove(InterfaceAddress.of(eth0, Ip.v6(VIP6.high(), 0xFFFF), 128)));
        changes.add(new AddressChange.Add(InterfaceAddress.of(eth0, VIP4, 33)));
        List<Outcome> outcomes = rtnetlink.change(changes);
        assertEquals(
                List.of("", "EEXIST", "EADDRNOTAVAIL", "ENODEV", "", "EEXIST", "EADDRNOTAVAIL", "EINVAL"),
                outcomes.stream()
                        .map(outcome -> outcome.succeeded() ? "" : outcome.errorName())
                        .toList());
        assertEquals("ipv4: Invalid prefix length", outcomes.get(7).detail(), "the kernel's own words");
        assertEquals(changes, outcomes.stream().map(Outcome::change).toList());
    }

    @Test
    void aRemovalDoesNotAskForTheLabel() throws Exception {
        TwoNodes.ip(nodes.left, "addr add 10.0.0.1/24 dev eth0 label eth0:x");
        done(new AddressChange.Remove(InterfaceAddress.of(eth0, VIP4, 24).withLabel("eth0:y")));
        assertFalse(addresses().contains("10.0.0.1"));
    }

    @Test
    void lostAnswersAreToldAndTheNextOnesAreRight() throws Exception {
        List<AddressChange.Remove> missing =
                thousand(eth0).stream().map(AddressChange.Remove::new).toList();
        try (Rtnetlink deaf = TwoNodes.in(nodes.left, () -> Rtnetlink.open(1))) {
            List<Outcome> outcomes = deaf.change(missing);
            assertEquals(1_000, outcomes.size());
            assertTrue(outcomes.stream().noneMatch(Outcome::succeeded));
            assertTrue(outcomes.stream().anyMatch(outcome -> outcome.errorName().equals("ENOBUFS")));
            assertTrue(outcomes.stream().anyMatch(outcome -> outcome.errorName().equals("EADDRNOTAVAIL")));
            assertTrue(deaf.change(List.of(new AddressChange.Add(InterfaceAddress.of(eth0, VIP4, 24))))
                    .getFirst()
                    .succeeded());
            assertEquals(2, deaf.links().size());
        }
    }

    @Test
    void whatChangesFasterThanItIsListedIsListedAllTheSame() throws Exception {
        List<InterfaceAddress> wanted = thousand(eth0);
        rtnetlink.change(wanted.stream().map(AddressChange.Add::new).toList());
        AtomicBoolean enough = new AtomicBoolean();
        Rtnetlink other = TwoNodes.in(nodes.left, Rtnetlink::open);
        Thread meddler = Thread.ofPlatform().unstarted(() -> {
            List<AddressChange> changes = new ArrayList<>();
            for (InterfaceAddress address : wanted.subList(0, 50)) {
                changes.add(new AddressChange.Remove(address));
                changes.add(new AddressChange.Add(address));
            }
            while (!enough.get()) {
                try {
                    other.change(changes);
                } catch (ErrnoException e) {
                    return;
                }
            }
        });
        meddler.start();
        try {
            long deadline = System.nanoTime() + TwoNodes.DEADLINE.toNanos();
            Snapshot snapshot = rtnetlink.snapshot();
            while (snapshot.complete()) {
                assertTrue(System.nanoTime() < deadline, "no list was interrupted");
                snapshot = rtnetlink.snapshot();
            }
            assertTrue(snapshot.addresses().size() > 500, () -> "as good as it gets");
        } finally {
            enough.set(true);
            meddler.join();
            other.close();
        }
        assertTrue(rtnetlink.snapshot().complete());
    }

    @Test
    void nothingToChangeIsNothing() throws Exception {
        assertEquals(List.of(), rtnetlink.change(List.of()));
    }

    @Test
    void sysctlsAreReadAndWritten() throws Exception {
        TwoNodes.in(nodes.left, () -> {
            InterfaceSysctl.write(AddressFamily.IPV4, "eth0", "promote_secondaries", "1");
            assertEquals("1", InterfaceSysctl.read(AddressFamily.IPV4, "eth0", "promote_secondaries"));
            InterfaceSysctl.write(AddressFamily.IPV4, "eth0", "promote_secondaries", "0");
            assertEquals("0", InterfaceSysctl.read(AddressFamily.IPV4, "eth0", "promote_secondaries"));
            return "";
        });
    }
}
