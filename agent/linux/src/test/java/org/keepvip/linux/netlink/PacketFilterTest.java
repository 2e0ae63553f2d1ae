package org.keepvip.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.Ip;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;

/** The table as nft(8) reads it back. */
@NeedsRoot
class PacketFilterTest {
    private static final Ip VIP4 = Ip.v4(0x0A000001);
    private static final Ip VIP6 = Ip.v6(0x2001_0DB8_0000_0000L, 0x100);
    private static final Ip LINK_LOCAL = Ip.v6(0xFE80_0000_0000_0000L, 0x100);
    private static final FilterTable PLAIN = new FilterTable("keepalived", -1, false, false);

    private TwoNodes nodes;

    @BeforeEach
    void open() throws Exception {
        nodes = new TwoNodes();
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    private PacketFilter filter(FilterTable table) throws Exception {
        return TwoNodes.in(nodes.left, () -> PacketFilter.open(table));
    }

    private String ruleset() throws Exception {
        return TwoNodes.run("ip", "netns", "exec", nodes.left, "nft", "list", "ruleset");
    }

    private static List<FilterEntry> entries(int eth0) {
        return List.of(
                new FilterEntry.Address(VIP4),
                new FilterEntry.Address(VIP6),
                new FilterEntry.LinkLocal(LINK_LOCAL, "eth0", eth0),
                new FilterEntry.Quiet("vrrp.51"));
    }

    @Test
    void theTableIsAsNftWouldHaveMadeIt() throws Exception {
        try (PacketFilter filter = filter(PLAIN)) {
            filter.replace(entries(TwoNodes.eth0(nodes.left)));
            assertEquals("""
                    table inet keepalived {
                    	set vips {
                    		type ipv4_addr
                    		elements = { 10.0.0.1 }
                    	}

                    	set vips6 {
                    		type ipv6_addr
                    		elements = { 2001:db8::100 }
                    	}

                    	set vips_link_local {
                    		type ipv6_addr . ifname
                    		elements = { fe80::100 . "eth0" }
                    	}

                    	set quiet {
                    		type ifname
                    		elements = { "vrrp.51" }
                    	}

                    	chain in {
                    		type filter hook input priority filter - 1; policy accept;
                    		icmpv6 type nd-neighbor-solicit accept
                    		icmpv6 type nd-neighbor-advert accept
                    		ip daddr @vips drop
                    		ip6 daddr @vips6 drop
                    		ip6 daddr . iifname @vips_link_local drop
                    	}

                    	chain out {
                    		type filter hook output priority filter - 1; policy accept;
                    		oifname @quiet meta l4proto igmp drop
                    		oifname @quiet meta l4proto ipv6-icmp drop
                    		icmpv6 type nd-neighbor-solicit accept
                    		icmpv6 type nd-neighbor-advert accept
                    		ip saddr @vips drop
                    		ip6 saddr @vips6 drop
                    		ip6 saddr . oifname @vips_link_local drop
                    	}
                    }
                    """, ruleset());
        }
    }

    @Test
    void countersIndexesNameAndPriorityAreAsAsked() throws Exception {
        try (PacketFilter filter = filter(new FilterTable("mine", -200, true, true))) {
            filter.replace(entries(TwoNodes.eth0(nodes.left)));
            String ruleset = ruleset();
            assertTrue(ruleset.contains("table inet mine {"), ruleset);
            assertTrue(ruleset.contains("priority -200;") || ruleset.contains("priority mangle - 50;"), ruleset);
            assertTrue(ruleset.contains("ip daddr @vips counter packets 0 bytes 0 drop"), ruleset);
            assertTrue(ruleset.contains("type ipv6_addr . iface_index"), ruleset);
            assertTrue(ruleset.contains("ip6 daddr . iif @vips_link_local"), ruleset);
        }
    }

    @Test
    void entriesComeAndGoAndTheTableGoesAtTheEnd() throws Exception {
        try (PacketFilter filter = filter(PLAIN)) {
            filter.replace(List.of());
            filter.change(List.of(), List.of(new FilterEntry.Address(VIP4)));
            assertTrue(ruleset().contains("elements = { 10.0.0.1 }"), ruleset());
            filter.change(List.of(new FilterEntry.Address(VIP4)), List.of(new FilterEntry.Address(Ip.v4(0x0A000002))));
            assertTrue(ruleset().contains("elements = { 10.0.0.2 }"), ruleset());
            filter.delete();
            assertEquals("", ruleset());
            filter.delete();
        }
    }

    @Test
    void whatOthersDeleteIsHeardOfAndOurOwnIsNot() throws Exception {
        try (PacketFilter filter = filter(PLAIN)) {
            filter.replace(List.of(new FilterEntry.Address(VIP4)));
            filter.change(List.of(new FilterEntry.Address(VIP4)), List.of());
            assertFalse(filter.isDisturbed());
            TwoNodes.run("ip", "netns", "exec", nodes.left, "nft", "add", "table", "ip", "other");
            assertFalse(filter.isDisturbed());
            TwoNodes.run("ip", "netns", "exec", nodes.left, "nft", "flush", "ruleset");
            assertTrue(filter.isDisturbed());
            filter.replace(List.of(new FilterEntry.Address(VIP4)));
            assertTrue(ruleset().contains("10.0.0.1"), ruleset());
        }
    }

    @Test
    void thousandsOfEntriesFit() throws Exception {
        List<FilterEntry> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.add(new FilterEntry.Address(Ip.v6(0x2001_0DB8_0000_0000L, i)));
        }
        try (PacketFilter filter = filter(PLAIN)) {
            filter.replace(many);
            assertTrue(ruleset().contains("2001:db8::7cf"));
        }
    }
}
