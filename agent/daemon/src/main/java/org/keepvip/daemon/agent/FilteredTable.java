package org.keepvip.daemon.agent;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.FilterEntry;
import org.keepvip.linux.netlink.PacketFilter;
import org.keepvip.linux.time.BootClock;

/** One table of the packet filter, kept as routers want it; what somebody deletes from it is put back. */
final class FilteredTable {
    /** Who deletes it again and again is another program that wants the table; two of them would go on for ever. */
    private static final int MOST_REPAIRS = 5;

    private static final Duration REPAIRS = Duration.ofSeconds(10);

    private final PacketFilter filter;
    private final String name;
    private final Journal journal;
    private final Loop.Watch watch;
    private final BootClock clock = new BootClock();
    private final Map<RunningRouter, Set<FilterEntry>> wanted = new LinkedHashMap<>();
    private final Set<FilterEntry> present = new HashSet<>();
    private boolean made;
    private int repairs;
    private long firstRepair;

    FilteredTable(PacketFilter filter, String name, Loop loop, Journal journal) {
        this.filter = filter;
        this.name = name;
        this.journal = journal;
        watch = loop.watch(filter.fd(), this::disturbed);
    }

    /** The router wants exactly those entries. */
    void want(RunningRouter router, Set<FilterEntry> entries) throws ErrnoException {
        wanted.put(router, entries);
        reconcile();
    }

    /** The router wants nothing; the last one's leave takes the table away. Whether it is still there. */
    boolean forget(RunningRouter router) throws ErrnoException {
        wanted.remove(router);
        if (!wanted.isEmpty()) {
            reconcile();
            return true;
        }
        watch.close();
        try {
            filter.delete();
        } finally {
            filter.close();
        }
        return false;
    }

    private Set<FilterEntry> all() {
        Set<FilterEntry> all = new LinkedHashSet<>();
        wanted.values().forEach(all::addAll);
        return all;
    }

    private void reconcile() throws ErrnoException {
        Set<FilterEntry> all = all();
        if (!made) {
            replace(all);
            return;
        }
        Set<FilterEntry> less = new LinkedHashSet<>(present);
        less.removeAll(all);
        Set<FilterEntry> more = new LinkedHashSet<>(all);
        more.removeAll(present);
        if (less.isEmpty() && more.isEmpty()) {
            return;
        }
        try {
            filter.change(less, more);
            present.removeAll(less);
            present.addAll(more);
        } catch (ErrnoException changed) {
            // Somebody has been at it: all of it anew.
            replace(all);
        }
    }

    private void replace(Set<FilterEntry> all) throws ErrnoException {
        made = false;
        filter.replace(all);
        made = true;
        present.clear();
        present.addAll(all);
    }

    private void disturbed() {
        try {
            if (filter.isDisturbed()) {
                repair();
            }
        } catch (ErrnoException e) {
            journal.error("cannot put the nf_tables table " + name + " back: " + e.getMessage());
        }
    }

    private void repair() throws ErrnoException {
        long now = clock.nanos();
        if (now - firstRepair > REPAIRS.toNanos()) {
            firstRepair = now;
            repairs = 0;
        }
        repairs++;
        if (repairs <= MOST_REPAIRS) {
            replace(all());
            journal.warning("somebody deleted from the nf_tables table " + name + ": put back");
        } else {
            made = false;
            journal.error("somebody keeps deleting from the nf_tables table " + name
                    + ": it is left so until a role changes; if it is another agent, write nftables OTHER_TABLE");
        }
    }
}
