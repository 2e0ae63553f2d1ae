package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;

/**
 * Hears the changes of one protocol's routes, and of all rules, in the network namespace it was opened in. Other protocols'
 * routes are passed over in the kernel, so that a router that learns a million of them does not wake its reader.
 */
public final class RoutingMonitor implements AutoCloseable {
    private static final int RTMGRP_IPV4_ROUTE = 0x40;
    private static final int RTMGRP_IPV4_RULE = 0x80;
    private static final int RTMGRP_IPV6_ROUTE = 0x400;
    private static final int RTMGRP_IPV6_RULE = 0x40000;

    private final NetlinkSocket socket;

    private RoutingMonitor(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * Listens from now on.
     *
     * @param protocol RTPROT_*, 0 to 255
     * @param queueOctets what the kernel may queue until we read
     */
    public static RoutingMonitor open(int protocol, int queueOctets) throws ErrnoException {
        int groups = RTMGRP_IPV4_ROUTE | RTMGRP_IPV4_RULE | RTMGRP_IPV6_ROUTE | RTMGRP_IPV6_RULE;
        return new RoutingMonitor(NetlinkSocket.open(groups, queueOctets, NetlinkFilter.routesOf(protocol)));
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
    public int receive(int most, Consumer<? super RoutingEvent> events) throws ErrnoException {
        int read = 0;
        while (read < most) {
            ByteBuffer datagram = next(events);
            if (datagram == null) {
                return read;
            }
            read++;
            Messages messages = new Messages(datagram);
            while (messages.next()) {
                RoutingEvent event = RoutingReader.event(messages);
                if (event != null) {
                    events.accept(event);
                }
            }
        }
        return read;
    }

    private @Nullable ByteBuffer next(Consumer<? super RoutingEvent> events) throws ErrnoException {
        while (true) {
            try {
                return socket.receive();
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EAGAIN) {
                    return null;
                }
                if (e.errno() == Errno.ENOBUFS) {
                    events.accept(new RoutingEvent.Overrun());
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
