package org.keepvip.daemon.agent;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.FilterEntry;
import org.keepvip.linux.netlink.FilterTable;
import org.keepvip.linux.netlink.PacketFilter;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.VirtualInterface;

/**
 * Drops what routers must not take or send, by nf_tables: packets to and from the addresses of a MASTER that does not
 * accept them (RFC 9568 section 6.1, Accept_Mode), and the group reports of a virtual MAC whose router is not MASTER, which
 * would draw the switches' traffic away from the one that is. Level-triggered; a table that nobody needs is not there.
 */
final class Firewall {
    private final Loop loop;
    private final LinkTable links;
    private final Journal journal;
    private final Map<FilterTable, FilteredTable> tables = new HashMap<>();
    private final Map<RunningRouter, FilterTable> places = new HashMap<>();
    private String trouble = "";

    Firewall(Loop loop, LinkTable links, Journal journal) {
        this.loop = loop;
        this.links = links;
        this.journal = journal;
    }

    /** Makes the filter what the router's role and settings ask for. */
    void update(RunningRouter router) {
        Settings settings = router.settings();
        FilterTable wanted = table(settings.interfaces().filter());
        @Nullable FilterTable present = places.get(router);
        if (present != null && !(present.equals(wanted) && isNeeded(settings))) {
            forget(router);
        }
        if (isNeeded(settings)) {
            try {
                places.put(router, wanted);
                @Nullable FilteredTable table = tables.get(wanted);
                if (table == null) {
                    table = new FilteredTable(PacketFilter.open(wanted), wanted.name(), loop, journal);
                    tables.put(wanted, table);
                }
                table.want(router, entries(router));
                trouble = "";
            } catch (ErrnoException e) {
                tell(settings, e);
            }
        }
    }

    /** Nothing is dropped on the router's account any more. */
    void forget(RunningRouter router) {
        @Nullable FilterTable place = places.remove(router);
        @Nullable FilteredTable table = place == null ? null : tables.get(place);
        if (place == null || table == null) {
            return;
        }
        try {
            if (!table.forget(router)) {
                tables.remove(place);
            }
        } catch (ErrnoException e) {
            tell(router.settings(), e);
        }
    }

    private void tell(Settings settings, ErrnoException e) {
        String told =
                "cannot filter packets" + (settings.addresses().accept() ? "" : ", so that no_accept is without effect")
                        + ": " + e.getMessage();
        if (!told.equals(trouble)) {
            trouble = told;
            journal.error("(" + settings.name() + ") " + told);
        }
    }

    private static FilterTable table(Settings.Filter filter) {
        return new FilterTable(filter.table(), filter.priority(), filter.counting(), filter.byIndex());
    }

    private static boolean isNeeded(Settings settings) {
        return !settings.addresses().accept()
                || settings.interfaces().virtual().stream().anyMatch(Firewall::hasVirtualMac);
    }

    private static boolean hasVirtualMac(VirtualInterface virtual) {
        return switch (virtual.form()) {
            case VirtualInterface.Macvlan _ -> true;
            case VirtualInterface.Ipvlan _ -> false;
        };
    }

    private Set<FilterEntry> entries(RunningRouter router) {
        Set<FilterEntry> entries = new LinkedHashSet<>();
        Settings settings = router.settings();
        if (!router.isMaster()) {
            for (VirtualInterface virtual : settings.interfaces().virtual()) {
                if (hasVirtualMac(virtual)) {
                    entries.add(new FilterEntry.Quiet(virtual.name()));
                }
            }
        } else if (!settings.addresses().accept()) {
            settings.addresses().all().forEach(vip -> entries.add(entry(vip)));
        }
        return entries;
    }

    private FilterEntry entry(Vip vip) {
        return vip.address().address().isLinkLocal()
                ? new FilterEntry.LinkLocal(
                        KernelAddress.of(vip.address().address()), vip.device(), links.index(vip.device()))
                : new FilterEntry.Address(KernelAddress.of(vip.address().address()));
    }
}
