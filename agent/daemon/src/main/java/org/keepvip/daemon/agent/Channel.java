package org.keepvip.daemon.agent;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.Family;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Ip;
import org.keepvip.linux.socket.Destination;
import org.keepvip.linux.socket.RawSocket;
import org.keepvip.linux.socket.ReceiveBatch;
import org.keepvip.linux.socket.SendBatch;
import org.keepvip.vrrp.packet.Datagram;

/**
 * The pair of raw sockets that routers of one {@link ChannelKey} share: one receives, bound to the group or the source
 * address, the other sends. Adverts are collected and leave together at {@link #flush}.
 */
final class Channel {
    private static final int TRAFFIC_CLASS_INTERNETWORK_CONTROL = 0xC0;
    private static final int PRIORITY_CONTROL = 7;
    private static final int BATCH = 64;
    private static final int USUAL_ADVERT = 256;
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int CHECKSUM_OFFSET = 6;

    private final ChannelKey key;
    private final RawSocket in;
    private final RawSocket out;
    private final Addressees addressees = new Addressees();
    private final List<RunningRouter> senders = new ArrayList<>();
    private SendBatch batch = new SendBatch(BATCH, USUAL_ADVERT);
    private int longest = USUAL_ADVERT;
    private @Nullable AutoCloseable watch;

    /** The indexes of a key's interfaces; 0 where it has none. */
    record Indexes(int receiver, int sender, int base) {}

    private Channel(ChannelKey key, RawSocket in, RawSocket out) {
        this.key = key;
        this.in = in;
        this.out = out;
    }

    /** Opens the sockets. */
    static Channel open(ChannelKey key, Indexes indexes) throws ErrnoException {
        AddressFamily family = key.family() == Family.IPV4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
        RawSocket in = RawSocket.open(family, key.protocol());
        try {
            configureReceiver(in, key, indexes);
            RawSocket out = RawSocket.open(family, key.protocol());
            try {
                configureSender(out, key, indexes.sender());
                return new Channel(key, in, out);
            } catch (ErrnoException e) {
                out.close();
                throw e;
            }
        } catch (ErrnoException e) {
            in.close();
            throw e;
        }
    }

    private static void configureReceiver(RawSocket in, ChannelKey key, Indexes indexes) throws ErrnoException {
        Ip local = KernelAddress.of(key.local());
        in.receiveBuffer(RECEIVE_BUFFER);
        int ifindex = indexes.receiver();
        bindToDevice(in, key.device());
        if (key.multicast()) {
            in.multicastAll(false);
            in.bind(local, ifindex);
            if (indexes.base() != 0) {
                in.join(local, indexes.base());
            }
            in.join(local, ifindex);
        } else {
            in.freebind();
            in.bind(local, key.local().isLinkLocal() ? ifindex : 0);
        }
    }

    private static void configureSender(RawSocket out, ChannelKey key, int ifindex) throws ErrnoException {
        bindToDevice(out, key.sender());
        out.priority(PRIORITY_CONTROL);
        if (key.family() == Family.IPV4) {
            out.headerIncluded();
        } else {
            // A virtual interface sends from the address of its base, which it does not have itself.
            out.freebind();
            out.trafficClass(TRAFFIC_CLASS_INTERNETWORK_CONTROL);
            out.checksumOffset(CHECKSUM_OFFSET);
        }
        if (key.multicast()) {
            out.multicastInterface(ifindex);
            out.multicastLoop(false);
            out.multicastHops(key.hops());
            out.dontRoute();
        } else if (key.family() == Family.IPV6 && key.hops() > 0) {
            out.unicastHops(key.hops());
        }
        // Nothing is to arrive here: the kernel would queue every advert a second time.
        out.sendOnly();
    }

    private static void bindToDevice(RawSocket socket, Optional<String> device) throws ErrnoException {
        if (device.isPresent()) {
            socket.bindToDevice(device.get());
        }
    }

    ChannelKey key() {
        return key;
    }

    int receiver() {
        return in.fd();
    }

    /** Ends with the channel. */
    void watchedBy(AutoCloseable watcher) {
        watch = watcher;
    }

    void attach(RunningRouter router) {
        addressees.add(router);
    }

    /** Takes the router off; says whether nobody is left. */
    boolean detach(RunningRouter router) {
        addressees.remove(router);
        senders.remove(router);
        return addressees.isEmpty();
    }

    /** The router that the {@code i}th datagram of {@code received} is for; null when there is none. */
    @Nullable RunningRouter addressee(ReceiveBatch received, int i, byte[] octets, int length) {
        return addressees.of(Datagram.vrid(key.family(), octets, length), received, i, octets, length);
    }

    /** Takes what has arrived; 0 for nothing. A pending error, as ENETDOWN, is not a datagram and is passed over. */
    int receive(ReceiveBatch received) throws ErrnoException {
        try {
            return in.receive(received);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENETDOWN) {
                return 0;
            }
            throw e;
        }
    }

    /** Collects one datagram of {@code sender}'s. */
    void send(RunningRouter sender, ByteBuffer octets, Destination destination) {
        if (octets.remaining() > longest) {
            flush();
            longest = octets.remaining();
            batch = new SendBatch(BATCH, longest);
        }
        if (batch.isFull()) {
            flush();
        }
        batch.add(octets, destination);
        senders.add(sender);
    }

    /** Sends what was collected and tells each router how its adverts fared. */
    void flush() {
        if (batch.size() == 0) {
            return;
        }
        out.send(batch);
        for (int i = 0; i < senders.size(); i++) {
            senders.get(i).sent(batch.error(i));
        }
        for (int i = 0; i < senders.size(); i++) {
            senders.get(i).settleSending();
        }
        senders.clear();
        batch.clear();
    }

    void close() {
        AutoCloseable watcher = watch;
        if (watcher != null) {
            try {
                watcher.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing a watch does nothing that can fail", e);
            }
        }
        in.close();
        out.close();
    }
}
