package org.keepvip.linux.socket;

import java.lang.foreign.Arena;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Ip;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.SocketAddress;

/**
 * A UDP socket (udp(7)) that never blocks. Source, destination, interface and hop limit of what is received are in the
 * {@link ReceiveBatch}, which holds what the datagrams carry, without headers.
 */
public final class UdpSocket implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;

    private final Descriptor descriptor;
    private final AddressFamily family;

    private UdpSocket(Descriptor descriptor, AddressFamily family) {
        this.descriptor = descriptor;
        this.family = family;
    }

    /**
     * A socket that is not bound.
     *
     * @throws ErrnoException EAFNOSUPPORT where the kernel has no IPv6
     */
    public static UdpSocket open(AddressFamily family) throws ErrnoException {
        UdpSocket socket = new UdpSocket(Descriptor.socket(family.number(), SOCK_DGRAM, 0), family);
        try {
            if (family == AddressFamily.IPV4) {
                socket.descriptor.set(IPPROTO_IP, 8, "IP_PKTINFO", 1);
                socket.descriptor.set(IPPROTO_IP, 12, "IP_RECVTTL", 1);
            } else {
                socket.descriptor.set(IPPROTO_IPV6, 26, "IPV6_V6ONLY", 1);
                socket.descriptor.set(IPPROTO_IPV6, 49, "IPV6_RECVPKTINFO", 1);
                socket.descriptor.set(IPPROTO_IPV6, 51, "IPV6_RECVHOPLIMIT", 1);
            }
            return socket;
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /** The descriptor, for an event loop to watch. */
    public int fd() {
        return descriptor.fd();
    }

    /**
     * Receives what is sent to that port of any address of this machine.
     *
     * @param port 1 to 65535
     * @throws ErrnoException EADDRINUSE if another socket has it
     */
    public void bind(int port) throws ErrnoException {
        bind(family == AddressFamily.IPV4 ? Ip.v4(0) : Ip.v6(0, 0), port);
    }

    /**
     * Receives what is sent to that port of that address, and sends from it.
     *
     * @param port 1 to 65535
     * @throws ErrnoException EADDRINUSE if another socket has it, EADDRNOTAVAIL if the address is not on this machine
     */
    public void bind(Ip address, int port) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            descriptor.bind(SocketAddress.ip(arena, address, port, 0), address + " port " + port);
        }
    }

    /** The TTL or hop limit of what is sent, 1 to 255. */
    public void hops(int hops) throws ErrnoException {
        set(2, 16, "HOPS", hops);
    }

    /** The TOS or traffic class octet. */
    public void trafficClass(int octet) throws ErrnoException {
        set(1, 67, "TOS", octet);
    }

    private void set(int option4, int option6, String name, int value) throws ErrnoException {
        if (family == AddressFamily.IPV4) {
            descriptor.set(IPPROTO_IP, option4, "IP_" + name, value);
        } else {
            descriptor.set(IPPROTO_IPV6, option6, "IPV6_" + name, value);
        }
    }

    /**
     * Takes what has arrived, as much as the batch holds.
     *
     * @return how many; 0 if there is nothing
     * @throws ErrnoException an error that stays
     */
    public int receive(ReceiveBatch batch) throws ErrnoException {
        return batch.receiveOn(descriptor.fd());
    }

    /**
     * Sends all of the batch.
     *
     * @return how many the kernel took; see {@link SendBatch#error} for the rest
     */
    public int send(SendBatch batch) {
        return batch.sendOn(descriptor.fd());
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
