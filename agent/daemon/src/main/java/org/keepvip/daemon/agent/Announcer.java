package org.keepvip.daemon.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.linux.AddressFamily;
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

/** Tells the hosts of a link where addresses are. A frame that does not leave is not missed: rounds are repeated. */
final class Announcer {
    private static final int BATCH = 64;
    private static final int LONGEST_FRAME = 128;
    private static final int ETHERNET_OCTETS = 6;

    private final PacketSocket socket;
    private final LinkTable links;
    private final SendBatch batch = new SendBatch(BATCH, LONGEST_FRAME);
    private final Map<Integer, Destination> destinations = new HashMap<>();

    private Announcer(PacketSocket socket, LinkTable links) {
        this.socket = socket;
        this.links = links;
    }

    static Announcer open(LinkTable links) throws ErrnoException {
        return new Announcer(PacketSocket.open(), links);
    }

    /** Sends one frame for each address; an interface without an Ethernet address gets none. */
    void announce(List<Vip> vips) {
        Map<String, Boolean> forwarding = new HashMap<>();
        for (Vip vip : vips) {
            int index = links.index(vip.device());
            Optional<MacAddress> sender = links.hardwareAddress(index).flatMap(Announcer::mac);
            if (sender.isPresent()) {
                if (batch.isFull()) {
                    flush();
                }
                batch.add(
                        ByteBuffer.wrap(frame(vip, sender.get(), forwarding)),
                        destinations.computeIfAbsent(index, Destination::link));
            }
        }
        flush();
    }

    private static byte[] frame(Vip vip, MacAddress sender, Map<String, Boolean> forwarding) {
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

    private void flush() {
        if (batch.size() > 0) {
            socket.send(batch);
            batch.clear();
        }
    }

    void close() {
        socket.close();
    }
}
