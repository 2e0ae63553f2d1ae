package org.keepvip.daemon.agent;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.netlink.InterfaceSysctl;
import org.keepvip.vrrp.VirtualInterface;

/**
 * The kernel settings (ip-sysctl) that virtual interfaces and their bases need: the base must not answer for addresses of
 * the virtual interface, nor tell anybody that they are at its own Ethernet address (RFC 9568 section 8.1.2).
 */
final class InterfaceSettings {
    private static final String MARK = "keepvip";
    private static final String ALL = "all";
    private static final String ARP_ANNOUNCE = "arp_announce";
    private static final String ARP_FILTER = "arp_filter";
    private static final String ARP_IGNORE = "arp_ignore";
    private static final String RP_FILTER = "rp_filter";
    private static final List<String> OF_BASE = List.of(ARP_ANNOUNCE, ARP_FILTER, ARP_IGNORE);

    private final LinkTable links;
    private final Journal journal;
    private final Map<String, Saved> saved = new HashMap<>();

    /** What a base's settings were before; its index, because one that is made anew starts anew. */
    private record Saved(int index, Map<String, String> values) {}

    InterfaceSettings(LinkTable links, Journal journal) {
        this.links = links;
        this.journal = journal;
    }

    /** Whether an agent wrote the alias. */
    static boolean isNote(String alias) {
        return alias.equals(MARK) || alias.startsWith(MARK + " ");
    }

    /** Learns from the alias of an interface on {@code base} what the base's settings were, unless they are known. */
    void recall(String base, String alias) {
        if (isNote(alias) && !isKnown(base)) {
            Map<String, String> values = new TreeMap<>();
            for (String word : alias.split(" ", -1)) {
                int equals = word.indexOf('=');
                if (equals > 0 && OF_BASE.contains(word.substring(0, equals))) {
                    values.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            saved.put(base, new Saved(links.index(base), values));
        }
    }

    private boolean isKnown(String base) {
        @Nullable Saved known = saved.get(base);
        return known != null && known.index == links.index(base);
    }

    /** What the alias of an interface on {@code base} is to be. */
    String note(String base) {
        @Nullable Saved known = saved.get(base);
        if (known == null || known.index != links.index(base)) {
            Map<String, String> values = new TreeMap<>();
            for (String key : OF_BASE) {
                read(base, key, values);
            }
            known = new Saved(links.index(base), values);
            saved.put(base, known);
        }
        StringBuilder note = new StringBuilder(MARK);
        for (Map.Entry<String, String> value : known.values.entrySet()) {
            note.append(' ').append(value.getKey()).append('=').append(value.getValue());
        }
        return note.toString();
    }

    private void read(String device, String key, Map<String, String> values) {
        try {
            values.put(key, InterfaceSysctl.read(AddressFamily.IPV4, device, key));
        } catch (IOException e) {
            journal.warning("cannot read " + key + " of " + device + ": " + e.getMessage());
        }
    }

    /** Makes them what the virtual interface, not up yet, and its base need. */
    void apply(VirtualInterface virtual) {
        String name = virtual.name();
        write(AddressFamily.IPV6, name, "disable_ipv6", virtual.ipv6() ? "0" : "1");
        if (virtual.ipv6()) {
            // No address of the kernel's own making: its identifier would be the same on every node.
            write(AddressFamily.IPV6, name, "addr_gen_mode", "1");
            write(AddressFamily.IPV6, name, "accept_ra", "0");
            write(AddressFamily.IPV6, name, "router_solicitations", "0");
        }
        write(AddressFamily.IPV4, name, "promote_secondaries", "1");
        switch (virtual.form()) {
            case VirtualInterface.Macvlan _ -> applyMacvlan(virtual);
            case VirtualInterface.Ipvlan _ -> {}
        }
    }

    private void applyMacvlan(VirtualInterface virtual) {
        String name = virtual.name();
        write(AddressFamily.IPV4, name, ARP_IGNORE, "1");
        write(AddressFamily.IPV4, name, ARP_ANNOUNCE, "2");
        write(AddressFamily.IPV4, name, "accept_local", "1");
        write(AddressFamily.IPV4, name, RP_FILTER, reversePathFilter());
        write(AddressFamily.IPV4, virtual.base(), ARP_IGNORE, "1");
        write(AddressFamily.IPV4, virtual.base(), ARP_FILTER, "1");
        write(AddressFamily.IPV4, virtual.base(), ARP_ANNOUNCE, "2");
    }

    /**
     * Hosts are routed through the base, so that strict filtering would drop all they send to the virtual interface. The
     * larger of the interface's value and that of all counts: loose filtering overrides strict, and nothing else changes.
     */
    private static String reversePathFilter() {
        try {
            return InterfaceSysctl.read(AddressFamily.IPV4, ALL, RP_FILTER).equals("0") ? "0" : "2";
        } catch (IOException e) {
            return "2";
        }
    }

    /** Gives the base back what it had. */
    void restore(String base) {
        boolean known = isKnown(base);
        @Nullable Saved before = saved.remove(base);
        if (known && before != null) {
            before.values.forEach((key, value) -> write(AddressFamily.IPV4, base, key, value));
        }
    }

    private void write(AddressFamily family, String device, String key, String value) {
        try {
            if (!InterfaceSysctl.read(family, device, key).equals(value)) {
                InterfaceSysctl.write(family, device, key, value);
            }
        } catch (IOException e) {
            journal.warning("cannot set " + key + " of " + device + " to " + value + ": " + e.getMessage());
        }
    }
}
