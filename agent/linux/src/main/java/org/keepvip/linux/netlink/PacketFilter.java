package org.keepvip.linux.netlink;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;

/**
 * Keeps one {@link FilterTable} in the kernel, in the network namespace it was opened in: each change is one transaction
 * (linux/netfilter/nfnetlink.h), all of it or none. An instance belongs to one thread at a time. Needs CAP_NET_ADMIN.
 */
public final class PacketFilter implements AutoCloseable {
    private static final int NFTABLES_GROUP = 1 << 6;
    private static final int QUEUE = 1 << 20;
    private static final int ROOM = 1 << 13;
    private static final int ELEMENT = 64;
    /** Elements in one message: an attribute has at most 65,535 octets. */
    private static final int MOST = 800;

    private static final List<Integer> DELETIONS = List.of(2, 5, 8, 11, 14);
    private static final int SUBSYSTEM = 10;

    private final NetlinkSocket socket;
    private final NetlinkSocket monitor;
    private final FilterTable table;
    private int sequence = 1;

    private PacketFilter(NetlinkSocket socket, NetlinkSocket monitor, FilterTable table) {
        this.socket = socket;
        this.monitor = monitor;
        this.table = table;
    }

    /**
     * Opens what is needed, and changes nothing yet.
     *
     * @throws ErrnoException EPROTONOSUPPORT where the kernel has no nfnetlink
     */
    public static PacketFilter open(FilterTable table) throws ErrnoException {
        NetlinkSocket socket = NetlinkSocket.openNetfilter(0, QUEUE);
        try {
            return new PacketFilter(socket, NetlinkSocket.openNetfilter(NFTABLES_GROUP, QUEUE), table);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /** A descriptor that is readable when somebody changed the ruleset; see {@link #isDisturbed}. */
    public int fd() {
        return monitor.fd();
    }

    /** Puts the table there with these entries, whatever was there by its name. */
    public void replace(Collection<FilterEntry> entries) throws ErrnoException {
        transaction(entries.size(), writer -> {
            writer.table(FilterWriter.NEW_TABLE);
            writer.table(FilterWriter.DELETE_TABLE);
            writer.table(FilterWriter.NEW_TABLE);
            writer.contents();
            elements(writer, true, entries);
        });
    }

    /** Removes entries and adds others. */
    public void change(Collection<FilterEntry> less, Collection<FilterEntry> more) throws ErrnoException {
        transaction(less.size() + more.size(), writer -> {
            elements(writer, false, less);
            elements(writer, true, more);
        });
    }

    /** Takes the table away, if it is there. */
    public void delete() throws ErrnoException {
        transaction(0, writer -> {
            writer.table(FilterWriter.NEW_TABLE);
            writer.table(FilterWriter.DELETE_TABLE);
        });
    }

    private static void elements(FilterWriter writer, boolean adding, Collection<FilterEntry> entries) {
        Map<FilterWriter.Group, List<FilterEntry>> groups = new EnumMap<>(FilterWriter.Group.class);
        for (FilterEntry entry : entries) {
            groups.computeIfAbsent(writer.group(entry), _ -> new ArrayList<>()).add(entry);
        }
        groups.forEach((group, all) -> {
            for (int from = 0; from < all.size(); from += MOST) {
                writer.elements(adding, group, all.subList(from, Math.min(all.size(), from + MOST)));
            }
        });
    }

    private void transaction(int elements, Consumer<FilterWriter> work) throws ErrnoException {
        ByteBuffer request = Arena.ofAuto()
                .allocate(ROOM + (long) elements * ELEMENT, 8)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
        FilterWriter writer = new FilterWriter(request, table, sequence);
        writer.begin();
        work.accept(writer);
        writer.end();
        int first = sequence;
        sequence = writer.sequence();
        socket.send(request);
        answered(first);
        // What it made us hear of ourselves is no news.
        isDisturbed();
    }

    /** The kernel worked on all of it before the send returned, so that its answers are there. */
    private void answered(int first) throws ErrnoException {
        int errno = 0;
        String detail = "";
        while (true) {
            ByteBuffer datagram;
            try {
                datagram = socket.receive();
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EAGAIN) {
                    break;
                }
                if (e.errno() == Errno.EINTR) {
                    continue;
                }
                throw new ErrnoException("nf_tables table " + table.name(), e.errno());
            }
            Messages messages = new Messages(datagram);
            while (messages.next()) {
                boolean ours = messages.sequence() - first >= 0;
                if (ours && errno == 0 && messages.type() == Messages.NLMSG_ERROR && messages.errno() != 0) {
                    errno = messages.errno();
                    detail = messages.detail();
                }
            }
        }
        if (errno != 0) {
            throw new ErrnoException("nf_tables table " + table.name(), errno, detail);
        }
    }

    /** Whether somebody deleted from the table since this was last asked, or since our last change. */
    public boolean isDisturbed() throws ErrnoException {
        boolean disturbed = false;
        while (true) {
            try {
                Messages messages = new Messages(monitor.receive());
                while (messages.next()) {
                    disturbed |= isDeletion(messages);
                }
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EAGAIN) {
                    return disturbed;
                }
                if (e.errno() == Errno.ENOBUFS) {
                    disturbed = true;
                } else if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    private boolean isDeletion(Messages messages) {
        if (messages.type() >> 8 != SUBSYSTEM || !DELETIONS.contains(messages.type() & 0xFF)) {
            return false;
        }
        int attributes = messages.body() + 4;
        if (attributes > messages.end()) {
            return false;
        }
        // Of each of them the first attribute is the name of the table.
        Attributes about = new Attributes(messages.buffer(), attributes, messages.end());
        while (about.next()) {
            if (about.type() == 1) {
                return about.text().equals(table.name());
            }
        }
        return false;
    }

    @Override
    public void close() {
        monitor.close();
        socket.close();
    }
}
