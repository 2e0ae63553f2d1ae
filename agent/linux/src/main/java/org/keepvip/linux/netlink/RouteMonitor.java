package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;

/**
 * Hears every change of links and addresses in the network namespace it was opened in.
 *
 * <p>To know the present without a gap, open the monitor first and take a {@link Rtnetlink#snapshot} then: a change that
 * falls between the two is in the snapshot, and reported once more. After {@link RouteEvent.Overrun} take another.
 */
public final class RouteMonitor implements AutoCloseable {
    private static final int RTMGRP_LINK = 0x1;
    private static final int RTMGRP_IPV4_IFADDR = 0x10;
    private static final int RTMGRP_IPV6_IFADDR = 0x100;

    private final NetlinkSocket socket;

    private RouteMonitor(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * Listens from now on.
     *
     * @param queueOctets what the kernel may queue until we read; a report takes about 1,000 of them. Beyond
     *     net.core.rmem_max needs CAP_NET_ADMIN, else it is cut to that
     */
    public static RouteMonitor open(int queueOctets) throws ErrnoException {
        return new RouteMonitor(NetlinkSocket.open(RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR, queueOctets));
    }

    /** The descriptor, for an event loop to watch. */
    public int fd() {
        return socket.fd();
    }

    /**
     * Hands over what has been reported, in the order it happened.
     *
     * @param most datagrams to read before it returns, so that a flood cannot hold the caller
     * @return datagrams read; fewer than {@code most}: there are no more
     * @throws ErrnoException any failure other than lost reports, which are an event
     */
    public int receive(int most, Consumer<? super RouteEvent> events) throws ErrnoException {
        int read = 0;
        while (read < most) {
            ByteBuffer datagram = next(events);
            if (datagram == null) {
                return read;
            }
            read++;
            Messages messages = new Messages(datagram);
            while (messages.next()) {
                RouteEvent event = RouteReader.event(messages);
                if (event != null) {
                    events.accept(event);
                }
            }
            if (socket.truncated()) {
                events.accept(new RouteEvent.Overrun());
            }
        }
        return read;
    }

    private @Nullable ByteBuffer next(Consumer<? super RouteEvent> events) throws ErrnoException {
        while (true) {
            try {
                return socket.receive();
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EAGAIN) {
                    return null;
                }
                if (e.errno() == Errno.ENOBUFS) {
                    events.accept(new RouteEvent.Overrun());
                } else if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
