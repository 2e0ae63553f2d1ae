package org.keepvip.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.keepvip.linux.libc.SocketAddress.NET_INT;
import static org.keepvip.linux.libc.SocketAddress.NET_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;
import org.keepvip.linux.libc.SocketAddress;

/** Where a datagram goes, and if wanted from which address; made once, used for every datagram that goes there. */
public final class Destination {
    private static final int IPPROTO_IP = 0;
    private static final int IP_PKTINFO = 8;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_PKTINFO = 50;

    final MemorySegment name;
    final MemorySegment control;

    private Destination(MemorySegment name, MemorySegment control) {
        this.name = name;
        this.control = control;
    }

    /**
     * An IP address; the kernel chooses the source, unless the socket is bound or writes its own header.
     *
     * @param ifindex the interface an IPv6 link-local or multicast address belongs to; 0 for others and for IPv4
     */
    public static Destination ip(Ip address, int ifindex) {
        return new Destination(SocketAddress.ip(Arena.ofAuto(), address, ifindex), MemorySegment.NULL);
    }

    /**
     * An IP address, from a source of our choice, which must be on this machine (IP_PKTINFO, IPV6_PKTINFO).
     *
     * @param ifindex the interface to leave by; 0 leaves it to routing, except for link-local and multicast addresses
     * @param source of the same family
     */
    public static Destination ip(Ip address, int ifindex, Ip source) {
        if (address.family() != source.family()) {
            throw new IllegalArgumentException("from " + source + " to " + address + ": two families");
        }
        Arena arena = Arena.ofAuto();
        return new Destination(
                SocketAddress.ip(arena, address, ifindex),
                address.family() == AddressFamily.IPV4
                        ? pktinfo4(arena, ifindex, source)
                        : pktinfo6(arena, ifindex, source));
    }

    /**
     * A UDP port; the kernel chooses the source, unless the socket is bound.
     *
     * @param port 1 to 65535
     */
    public static Destination udp(Ip address, int port) {
        return new Destination(SocketAddress.ip(Arena.ofAuto(), address, port, 0), MemorySegment.NULL);
    }

    /** An interface, for frames that bring their own Ethernet header. */
    public static Destination link(int ifindex) {
        return new Destination(SocketAddress.link(Arena.ofAuto(), 0, ifindex), MemorySegment.NULL);
    }

    private static MemorySegment pktinfo4(Arena arena, int ifindex, Ip source) {
        MemorySegment control = control(arena, IPPROTO_IP, IP_PKTINFO, 12);
        control.set(JAVA_INT, 16, ifindex);
        control.set(NET_INT, 20, (int) source.low());
        return control;
    }

    private static MemorySegment pktinfo6(Arena arena, int ifindex, Ip source) {
        MemorySegment control = control(arena, IPPROTO_IPV6, IPV6_PKTINFO, 20);
        control.set(NET_LONG, 16, source.high());
        control.set(NET_LONG, 24, source.low());
        control.set(JAVA_INT, 32, ifindex);
        return control;
    }

    private static MemorySegment control(Arena arena, int level, int type, int length) {
        MemorySegment control = arena.allocate(16 + (length + 7 & ~7), 8);
        control.set(JAVA_LONG, 0, 16L + length);
        control.set(JAVA_INT, 8, level);
        control.set(JAVA_INT, 12, type);
        return control;
    }
}
