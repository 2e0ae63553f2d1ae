package org.keepvip.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.keepvip.linux.libc.SocketAddress.NET_INT;
import static org.keepvip.linux.libc.SocketAddress.NET_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Ip;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.SocketAddress;

/**
 * A raw socket of one IP protocol (raw(7), ipv6(7)) that never blocks. An IPv4 datagram is received with its header, an
 * IPv6 datagram without; hop limit, destination and interface are in the {@link ReceiveBatch} for both. Needs CAP_NET_RAW.
 */
public final class RawSocket implements AutoCloseable {
    private static final int SOCK_RAW = 3;
    private static final int SOL_SOCKET = 1;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final short BPF_RET = 6;

    private final Descriptor descriptor;
    private final AddressFamily family;

    private RawSocket(Descriptor descriptor, AddressFamily family) {
        this.descriptor = descriptor;
        this.family = family;
    }

    /**
     * A socket that receives every datagram of the protocol, until it is bound.
     *
     * @param protocol the IP protocol number, 1 to 254
     * @throws ErrnoException EPERM without CAP_NET_RAW; EAFNOSUPPORT where the kernel has no IPv6
     */
    public static RawSocket open(AddressFamily family, int protocol) throws ErrnoException {
        RawSocket socket = new RawSocket(Descriptor.socket(family.number(), SOCK_RAW, protocol), family);
        try {
            if (family == AddressFamily.IPV4) {
                socket.descriptor.set(IPPROTO_IP, 8, "IP_PKTINFO", 1);
                socket.descriptor.set(IPPROTO_IP, 25, "IP_RECVFRAGSIZE", 1);
            } else {
                socket.descriptor.set(IPPROTO_IPV6, 49, "IPV6_RECVPKTINFO", 1);
                socket.descriptor.set(IPPROTO_IPV6, 51, "IPV6_RECVHOPLIMIT", 1);
                socket.descriptor.set(IPPROTO_IPV6, 77, "IPV6_RECVFRAGSIZE", 1);
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

    /** What it was opened for. */
    public AddressFamily family() {
        return family;
    }

    /**
     * Sends and receives by this interface only (SO_BINDTODEVICE).
     *
     * @throws ErrnoException ENODEV if there is none of that name
     */
    public void bindToDevice(String name) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            MemorySegment value = arena.allocate(Math.max(16, bytes.length + 1L));
            MemorySegment.copy(bytes, 0, value, JAVA_BYTE, 0, bytes.length);
            descriptor.set(SOL_SOCKET, 25, "SO_BINDTODEVICE, " + name, value);
        }
    }

    /**
     * Receives only what is sent to this address, a group's included, and sends from it (bind(2)).
     *
     * @param ifindex the interface an IPv6 link-local or multicast address belongs to; 0 for others
     * @throws ErrnoException EADDRNOTAVAIL if it is not on this machine, unless {@link #freebind}
     */
    public void bind(Ip address, int ifindex) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            descriptor.bind(SocketAddress.ip(arena, address, ifindex), address.toString());
        }
    }

    /** Lets {@link #bind} take an address that is not there yet (IP_FREEBIND, IPV6_FREEBIND). */
    public void freebind() throws ErrnoException {
        set(15, 78, "FREEBIND", 1);
    }

    /** Our datagrams bring their own IPv4 header (IP_HDRINCL); the kernel still fills in its checksum and total length. */
    public void headerIncluded() throws ErrnoException {
        descriptor.set(IPPROTO_IP, 3, "IP_HDRINCL", 1);
    }

    /** Sends to hosts on the interface's own network only, past the routing table (SO_DONTROUTE). */
    public void dontRoute() throws ErrnoException {
        descriptor.set(SOL_SOCKET, 5, "SO_DONTROUTE", 1);
    }

    /** Whether multicast sent by this socket comes back to this machine's members (the kernel's default: it does). */
    public void multicastLoop(boolean on) throws ErrnoException {
        set(34, 19, "MULTICAST_LOOP", on ? 1 : 0);
    }

    /** Whether groups that other sockets joined are received as well (the kernel's default: they are). */
    public void multicastAll(boolean on) throws ErrnoException {
        set(49, 29, "MULTICAST_ALL", on ? 1 : 0);
    }

    /**
     * Receives nothing, so that a socket that only sends costs nothing when datagrams of its protocol arrive: groups are
     * passed over, and a filter that accepts no octet (SO_ATTACH_FILTER) refuses the rest before it is queued.
     */
    public void sendOnly() throws ErrnoException {
        multicastAll(false);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment filter = arena.allocate(8, 8);
            filter.set(JAVA_SHORT, 0, BPF_RET);
            MemorySegment program = arena.allocate(16, 8);
            program.set(JAVA_SHORT, 0, (short) 1);
            program.set(JAVA_LONG, 8, filter.address());
            descriptor.set(SOL_SOCKET, 26, "SO_ATTACH_FILTER", program);
        }
    }

    /** The interface multicast leaves by. */
    public void multicastInterface(int ifindex) throws ErrnoException {
        if (family == AddressFamily.IPV6) {
            descriptor.set(IPPROTO_IPV6, 17, "IPV6_MULTICAST_IF", ifindex);
        } else {
            try (Arena arena = Arena.ofConfined()) {
                descriptor.set(IPPROTO_IP, 32, "IP_MULTICAST_IF", mreqn(arena, 0, ifindex));
            }
        }
    }

    /**
     * Joins a group on an interface.
     *
     * @throws ErrnoException ENODEV without such an interface; EADDRINUSE if it is joined; ENOBUFS beyond
     *     net.ipv4.igmp_max_memberships
     */
    public void join(Ip group, int ifindex) throws ErrnoException {
        membership(group, ifindex, 35, 20, "ADD_MEMBERSHIP");
    }

    /**
     * Leaves a group on an interface.
     *
     * @throws ErrnoException EADDRNOTAVAIL if it is not joined
     */
    public void leave(Ip group, int ifindex) throws ErrnoException {
        membership(group, ifindex, 36, 21, "DROP_MEMBERSHIP");
    }

    private void membership(Ip group, int ifindex, int option4, int option6, String name) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            if (family == AddressFamily.IPV4) {
                descriptor.set(
                        IPPROTO_IP, option4, "IP_" + name + ", " + group, mreqn(arena, (int) group.low(), ifindex));
            } else {
                MemorySegment mreq = arena.allocate(20, 4);
                mreq.set(NET_LONG, 0, group.high());
                mreq.set(NET_LONG, 8, group.low());
                mreq.set(JAVA_INT, 16, ifindex);
                descriptor.set(IPPROTO_IPV6, option6, "IPV6_" + name + ", " + group, mreq);
            }
        }
    }

    private static MemorySegment mreqn(Arena arena, int group, int ifindex) {
        MemorySegment mreqn = arena.allocate(12, 4);
        mreqn.set(NET_INT, 0, group);
        mreqn.set(JAVA_INT, 8, ifindex);
        return mreqn;
    }

    /** The TTL or hop limit of multicast, 0 to 255. An IPv4 datagram with its own header is not affected. */
    public void multicastHops(int hops) throws ErrnoException {
        set(33, 18, "MULTICAST_HOPS", hops);
    }

    /** The TTL or hop limit of unicast, 1 to 255. An IPv4 datagram with its own header is not affected. */
    public void unicastHops(int hops) throws ErrnoException {
        set(2, 16, "UNICAST_HOPS", hops);
    }

    /** The TOS or traffic class octet. An IPv4 datagram with its own header keeps its own. */
    public void trafficClass(int octet) throws ErrnoException {
        set(1, 67, "TOS", octet);
    }

    /** The queueing priority on the way out, 0 to 6, or up to 7 and beyond with CAP_NET_ADMIN (SO_PRIORITY). */
    public void priority(int priority) throws ErrnoException {
        descriptor.set(SOL_SOCKET, 12, "SO_PRIORITY", priority);
    }

    /**
     * The kernel writes and checks the 16-bit checksum, IPv6 only (IPV6_CHECKSUM, RFC 3542 section 3.1).
     *
     * @param offset where it stands, in octets from the start of our payload, even
     */
    public void checksumOffset(int offset) throws ErrnoException {
        descriptor.set(IPPROTO_IPV6, 7, "IPV6_CHECKSUM", offset);
    }

    /** What the kernel may queue for us, in octets; beyond net.core.rmem_max needs CAP_NET_ADMIN, else it is cut to that. */
    public void receiveBuffer(int octets) throws ErrnoException {
        descriptor.receiveBuffer(octets);
    }

    private void set(int option4, int option6, String name, int value) throws ErrnoException {
        if (family == AddressFamily.IPV4) {
            descriptor.set(IPPROTO_IP, option4, "IP_" + name, value);
        } else {
            descriptor.set(IPPROTO_IPV6, option6, "IPV6_" + name, value);
        }
    }

    /**
     * Takes what has arrived, as much as the batch holds. Fewer than that: the queue is empty now.
     *
     * @return how many; 0 if there is nothing
     * @throws ErrnoException an error that stays; one that the kernel tells only once is stepped over, for to learn errno
     *     on every call would make garbage
     */
    public int receive(ReceiveBatch batch) throws ErrnoException {
        return batch.receiveOn(descriptor.fd());
    }

    /**
     * Sends all of the batch with as few system calls as can be; a datagram that is refused does not keep the others back.
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
