package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.linux.Ip;
import org.keepvip.linux.netlink.AddressFlag;
import org.keepvip.linux.netlink.InterfaceAddress;
import org.keepvip.linux.netlink.Link;
import org.keepvip.linux.netlink.RouteEvent;
import org.keepvip.linux.netlink.Snapshot;
import org.keepvip.vrrp.Vip;

class LinkTableTest {
    private static final int UP_AND_RUNNING = 0x41;

    private final LinkTable table = new LinkTable();

    private static Link link(int index, String name) {
        return new Link(index, name, UP_AND_RUNNING, 1500, 1, "veth", Optional.empty(), 0, 0, "", 0);
    }

    private static InterfaceAddress address(int index, String text) {
        IpAddress address = IpAddress.literal(text);
        return InterfaceAddress.of(index, KernelAddress.of(address), address.family() == Family.IPV4 ? 24 : 64);
    }

    private static Vip.Key key(String text) {
        return new Vip.Key("eth0", new Prefix(IpAddress.literal(text), 24));
    }

    @Test
    void afterLostReportsWhatWentMeanwhileCountsAsChanged() {
        table.replace(
                new Snapshot(List.of(link(2, "eth0")), List.of(address(2, "10.0.0.1"), address(2, "10.0.0.9")), true));
        table.takeChanges();
        table.accept(new RouteEvent.Overrun());
        assertTrue(table.isOverrun());
        table.replace(new Snapshot(List.of(link(2, "eth0")), List.of(address(2, "10.0.0.1")), true));
        assertFalse(table.isOverrun());
        assertTrue(table.takeChanges().addresses().contains(key("10.0.0.9")));
        assertFalse(table.has(key("10.0.0.9")));
        assertTrue(table.has(key("10.0.0.1")));
    }

    @Test
    void whatAnInterruptedListLacksStaysUntilACompleteOne() {
        table.replace(new Snapshot(List.of(link(2, "eth0")), List.of(address(2, "10.0.0.1")), true));
        table.replace(new Snapshot(List.of(link(2, "eth0")), List.of(address(2, "10.0.0.2")), false));
        assertTrue(table.isOverrun());
        assertTrue(table.has(key("10.0.0.1")));
        assertTrue(table.has(key("10.0.0.2")));
        table.replace(new Snapshot(List.of(link(2, "eth0")), List.of(address(2, "10.0.0.2")), true));
        assertFalse(table.isOverrun());
        assertFalse(table.has(key("10.0.0.1")));
    }

    @Test
    void theFirstAddressThatIsNotVirtualIsTheSource() {
        table.replace(new Snapshot(
                List.of(link(2, "eth0")), List.of(address(2, "10.0.0.100"), address(2, "10.0.0.1")), true));
        IpAddress virtual = IpAddress.literal("10.0.0.100");
        assertEquals(Optional.of(IpAddress.literal("10.0.0.1")), table.primary("eth0", Family.IPV4, virtual::equals));
        assertEquals(Optional.empty(), table.primary("eth0", Family.IPV6, virtual::equals));
    }

    @Test
    void aTentativeLinkLocalAddressIsNoSourceYet() {
        InterfaceAddress tentative = address(2, "fe80::1").with(AddressFlag.TENTATIVE);
        table.replace(new Snapshot(List.of(link(2, "eth0")), List.of(tentative, address(2, "2001:db8::1")), true));
        assertEquals(Optional.empty(), table.primary("eth0", Family.IPV6, _ -> false));
        table.accept(new RouteEvent.AddressChanged(address(2, "fe80::1")));
        assertEquals(Optional.of(IpAddress.literal("fe80::1")), table.primary("eth0", Family.IPV6, _ -> false));
    }

    @Test
    void aRenamedLinkIsGoneUnderItsOldName() {
        table.accept(new RouteEvent.LinkChanged(link(2, "eth0")));
        table.takeChanges();
        table.accept(new RouteEvent.LinkChanged(link(2, "lan0")));
        assertEquals(Set.of("eth0", "lan0"), table.takeChanges().links());
        assertFalse(table.link("eth0").present());
        assertTrue(table.link("lan0").isUp());
    }

    @Test
    void anInterfaceMadeAnewHasAnotherIndexAndNoneOfTheOldAddresses() {
        table.replace(new Snapshot(List.of(link(2, "eth0")), List.of(address(2, "10.0.0.1")), true));
        table.accept(new RouteEvent.LinkRemoved(link(2, "eth0")));
        table.accept(new RouteEvent.LinkChanged(link(7, "eth0")));
        assertEquals(7, table.index("eth0"));
        assertFalse(table.has(key("10.0.0.1")));
        assertFalse(table.isUsable(IpAddress.literal("10.0.0.1"), Optional.of("eth0")));
    }

    @Test
    void addressesConvertBothWays() {
        for (String text : List.of("10.0.0.1", "255.255.255.255", "2001:db8::1", "fe80::ffff:1")) {
            Ip ip = KernelAddress.of(IpAddress.literal(text));
            assertEquals(text, KernelAddress.of(ip).toString());
        }
    }
}
