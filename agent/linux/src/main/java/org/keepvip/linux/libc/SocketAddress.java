package org.keepvip.linux.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/** The sockaddr structures of ip(7), ipv6(7), packet(7), netlink(7) and unix(7). */
public final class SocketAddress {
    public static final int AF_UNIX = 1;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;

    /** 16, 32 and 64 bits in network order, at any address. */
    public static final ValueLayout.OfShort NET_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    public static final ValueLayout.OfInt NET_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    public static final ValueLayout.OfLong NET_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddress() {}

    /** sockaddr_in or sockaddr_in6, port 0. */
    public static MemorySegment ip(Arena arena, Ip address, int scopeId) {
        return ip(arena, address, 0, scopeId);
    }

    /**
     * sockaddr_in or sockaddr_in6.
     *
     * @param port 0 to 65535
     */
    public static MemorySegment ip(Arena arena, Ip address, int port, int scopeId) {
        MemorySegment name = arena.allocate(address.family() == AddressFamily.IPV4 ? 16 : 28, 8);
        name.set(JAVA_SHORT, 0, (short) address.family().number());
        name.set(NET_SHORT, 2, (short) port);
        if (address.family() == AddressFamily.IPV4) {
            name.set(NET_INT, 4, (int) address.low());
        } else {
            name.set(NET_LONG, 8, address.high());
            name.set(NET_LONG, 16, address.low());
            name.set(JAVA_INT, 24, scopeId);
        }
        return name;
    }

    /**
     * sockaddr_ll.
     *
     * @param protocol an EtherType, or 0 to receive nothing
     */
    public static MemorySegment link(Arena arena, int protocol, int ifindex) {
        MemorySegment name = arena.allocate(20, 8);
        name.set(JAVA_SHORT, 0, (short) AF_PACKET);
        name.set(NET_SHORT, 2, (short) protocol);
        name.set(JAVA_INT, 4, ifindex);
        return name;
    }

    /** sockaddr_nl: the kernel chooses the port number. */
    public static MemorySegment netlink(Arena arena, int groups) {
        MemorySegment name = arena.allocate(12, 4);
        name.set(JAVA_SHORT, 0, (short) AF_NETLINK);
        name.set(JAVA_INT, 8, groups);
        return name;
    }

    /** sockaddr_un of a path, or of an abstract name when {@code path} begins with {@code @}; just as long as it needs to be. */
    public static MemorySegment unix(Arena arena, String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        boolean isAbstract = bytes.length > 0 && bytes[0] == '@';
        if (isAbstract) {
            bytes[0] = 0;
        }
        MemorySegment name = arena.allocate(2L + bytes.length + (isAbstract ? 0 : 1), 2);
        name.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(bytes, 0, name, ValueLayout.JAVA_BYTE, 2, bytes.length);
        return name;
    }
}
