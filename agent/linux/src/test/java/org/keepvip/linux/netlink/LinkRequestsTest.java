package org.keepvip.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;

@NeedsRoot
class LinkRequestsTest {
    private static final HardwareAddress MAC = HardwareAddress.of(HexFormat.of().parseHex("00005e000133"));

    private TwoNodes nodes;
    private LinkRequests links;
    private int eth0;

    @BeforeEach
    void open() throws Exception {
        nodes = new TwoNodes();
        links = TwoNodes.in(nodes.left, LinkRequests::open);
        eth0 = TwoNodes.eth0(nodes.left);
    }

    @AfterEach
    void close() {
        links.close();
        nodes.close();
    }

    private VirtualLink macvlan(String name) {
        return new VirtualLink(name, eth0, new VirtualLink.Macvlan(MAC), "made for VI_1");
    }

    private String shown(String name) throws Exception {
        return TwoNodes.ip(nodes.left, "-d link show dev " + name);
    }

    @Test
    void aMacvlanIsMadeAsIpShowsIt() throws Exception {
        links.create(macvlan("vrrp.51"));
        Link made = links.find("vrrp.51").orElseThrow();
        assertEquals("macvlan", made.kind());
        assertEquals(MAC, made.hardwareAddress().orElseThrow());
        assertEquals(eth0, made.lower());
        assertEquals("made for VI_1", made.alias());
        assertFalse(made.isUp());
        links.up(made.index());
        Link up = links.find("vrrp.51").orElseThrow();
        assertTrue(up.isUp());
        String text = shown("vrrp.51");
        assertTrue(text.contains("vrrp.51@eth0") && text.contains("macvlan mode private"), text);
        assertTrue(text.contains("link/ether 00:00:5e:00:01:33") && text.contains("alias made for VI_1"), text);
        assertTrue(up.isRunning(), text);
    }

    @Test
    void oneThatIsThereAlreadyIsAdoptedWithItsMode() throws Exception {
        TwoNodes.ip(nodes.left, "link add link eth0 name vrrp.51 address 00:00:5e:00:01:33 type macvlan mode bridge");
        ErrnoException taken = assertThrows(ErrnoException.class, () -> links.create(macvlan("vrrp.51")));
        assertEquals(Errno.EEXIST, taken.errno());
        int index = links.find("vrrp.51").orElseThrow().index();
        links.adopt(index, macvlan("vrrp.51"));
        assertEquals("made for VI_1", links.find("vrrp.51").orElseThrow().alias());
        assertTrue(shown("vrrp.51").contains("macvlan mode private"), shown("vrrp.51"));
    }

    @Test
    void deletedIsGone() throws Exception {
        links.create(macvlan("vrrp.51"));
        int index = links.find("vrrp.51").orElseThrow().index();
        links.delete(index);
        assertTrue(links.find("vrrp.51").isEmpty());
        assertEquals(
                Errno.ENODEV,
                assertThrows(ErrnoException.class, () -> links.delete(index)).errno());
    }

    @Test
    void twoOfOneAddressOnOneInterfaceCannotBothBeUp() throws Exception {
        links.create(macvlan("one"));
        links.create(macvlan("two"));
        links.up(links.find("one").orElseThrow().index());
        int second = links.find("two").orElseThrow().index();
        assertEquals(
                Errno.EADDRINUSE,
                assertThrows(ErrnoException.class, () -> links.up(second)).errno());
    }

    @Test
    void anIpvlanIsMadeOrTheKernelLacksTheModule() throws Exception {
        VirtualLink ipvlan =
                new VirtualLink("ipvl.51", eth0, new VirtualLink.Ipvlan(VirtualLink.Traffic.PRIVATE), "made for VI_1");
        try {
            links.create(ipvlan);
            assertTrue(shown("ipvl.51").contains("ipvlan"), shown("ipvl.51"));
            assertTrue(shown("ipvl.51").contains("mode l2 private"), shown("ipvl.51"));
        } catch (ErrnoException e) {
            assertEquals(Errno.EOPNOTSUPP, e.errno(), e.getMessage());
        }
    }
}
