package org.keepvip.daemon.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.HardwareAddress;
import org.keepvip.linux.netlink.InterfaceSysctl;
import org.keepvip.linux.socket.Destination;
import org.keepvip.linux.socket.PacketSocket;
import org.keepvip.linux.socket.SendBatch;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.packet.GratuitousArp;
import org.keepvip.vrrp.packet.MacAddress;
import org.keepvip.vrrp.packet.NeighbourAdvertisement;

/**
 * Tells the hosts of a link where addresses are. Frames that find a queue full, as thousands at once do on a slow link,
 * wait and are sent {@link #again}.
 */
final class Announcer {
    private static final int BATCH = 64;
    private static final int LONGEST_FRAME = 128;
    private static final int ETHERNET_OCTETS = 6;

    private final PacketSocket socket;
    private final LinkTable links;
    private final Journal journal;
    private final SendBatch batch = new SendBatch(BATCH, LONGEST_FRAME);
    private final List<Announcement> inBatch = new ArrayList<>();
    private final List<Announcement> refused = new ArrayList<>();
    private final Set<Announcement> waiting = new LinkedHashSet<>();
    private final Map<Integer, Destination> destinations = new HashMap<>();
    private long late;

    /** That a router has an address. */
    private record Announcement(RunningRouter router, Vip vip) {}

    private Announcer(PacketSocket socket, LinkTable links, Journal journal) {
        this.socket = socket;
        this.links = links;
        this.journal = journal;
    }

    static Announcer open(LinkTable links, Journal journal) throws ErrnoException {
        return new Announcer(PacketSocket.open(), links, journal);
    }

    /** Sends one frame for each of the router's addresses; an interface without an Ethernet address gets none. */
    void announce(RunningRouter router, List<Vip> vips) {
        Map<String, Boolean> forwarding = new HashMap<>();
        for (Vip vip : vips) {
            if (batch.isFull()) {
                flush();
            }
            add(new Announcement(router, vip), forwarding);
        }
        flush();
        keepRefused();
    }

    /** Whether announcements wait for a queue to have room. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Sends what waits, until nothing of a batch is taken: those refused come last the next time. */
    void again() {
        Map<String, Boolean> forwarding = new HashMap<>();
        Iterator<Announcement> left = waiting.iterator();
        boolean taking = true;
        while (taking && left.hasNext()) {
            while (left.hasNext() && !batch.isFull()) {
                Announcement next = left.next();
                left.remove();
                if (next.router.isMaster()) {
                    add(next, forwarding);
                }
            }
            int size = batch.size();
            int sent = flush();
            late += sent;
            taking = sent > 0 || size == 0;
        }
        keepRefused();
        if (waiting.isEmpty()) {
            journal.info(late + " announcements that found their interface's queue full have left now");
            late = 0;
        }
    }

    /** The router has those addresses no more. */
    void withdraw(RunningRouter router, List<Vip> vips) {
        if (!waiting.isEmpty()) {
            vips.forEach(vip -> waiting.remove(new Announcement(router, vip)));
        }
    }

    private void add(Announcement announcement, Map<String, Boolean> forwarding) {
        int index = links.index(announcement.vip.device());
        Optional<MacAddress> sender = links.hardwareAddress(index).flatMap(Announcer::mac);
        if (sender.isPresent()) {
            batch.add(
                    ByteBuffer.wrap(frame(announcement.vip, sender.get(), forwarding)),
                    destinations.computeIfAbsent(index, Destination::link));
            inBatch.add(announcement);
        }
    }

    /** Says how many were taken. An interface that is down or gone has nobody to be told. */
    private int flush() {
        if (batch.size() == 0) {
            return 0;
        }
        int sent = socket.send(batch);
        for (int i = 0; i < batch.size(); i++) {
            if (batch.error(i) == Errno.EAGAIN || batch.error(i) == Errno.ENOBUFS) {
                refused.add(inBatch.get(i));
            }
        }
        batch.clear();
        inBatch.clear();
        return sent;
    }

    private void keepRefused() {
        if (!refused.isEmpty() && waiting.isEmpty() && late == 0) {
            journal.warning("(" + refused.getFirst().router.settings().name() + ") announcements wait: the queue of "
                    + refused.getFirst().vip.device() + " is full");
        }
        waiting.addAll(refused);
        refused.clear();
    }

    /** The frame that announces the address; {@code forwarding} is asked, or learns, whether its device forwards IPv6. */
    static byte[] frame(Vip vip, MacAddress sender, Map<String, Boolean> forwarding) {
        return switch (vip.address().address()) {
            case IpAddress.V4 v4 -> GratuitousArp.of(sender, v4).frame();
            case IpAddress.V6 v6 ->
                new NeighbourAdvertisement(
                                sender, v6, forwarding.computeIfAbsent(vip.device(), Announcer::isForwarding))
                        .frame();
        };
    }

    private static boolean isForwarding(String device) {
        try {
            return InterfaceSysctl.read(AddressFamily.IPV6, device, "forwarding")
                    .equals("1");
        } catch (IOException gone) {
            return false;
        }
    }

    private static Optional<MacAddress> mac(HardwareAddress address) {
        byte[] octets = address.octets();
        if (octets.length != ETHERNET_OCTETS) {
            return Optional.empty();
        }
        long bits = 0;
        for (byte octet : octets) {
            bits = (bits << 8) | (octet & 0xFF);
        }
        return bits == 0 ? Optional.empty() : Optional.of(new MacAddress(bits));
    }

    void close() {
        socket.close();
    }
}
