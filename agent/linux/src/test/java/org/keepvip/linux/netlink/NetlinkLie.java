package org.keepvip.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.keepvip.linux.Ip;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

/** Another process that pretends to be the kernel. */
final class NetlinkLie {
    private NetlinkLie() {}

    /** Sends a well-formed RTM_NEWADDR straight to the monitor's netlink port. */
    static void tell(NetlinkSocket liar, RouteMonitor monitor, int index) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(12, 4);
            MemorySegment length = arena.allocateFrom(JAVA_INT, 12);
            Libc.checked(Libc.GETSOCKNAME, monitor.fd(), name.address(), length.address());
            MemorySegment target = arena.allocate(12, 4);
            target.set(JAVA_SHORT, 0, (short) SocketAddress.AF_NETLINK);
            target.set(JAVA_INT, 4, name.get(JAVA_INT, 4));
            MemorySegment memory = arena.allocate(256, 8);
            ByteBuffer message = memory.asByteBuffer().order(ByteOrder.nativeOrder());
            new RequestWriter(message)
                    .change(new AddressChange.Add(InterfaceAddress.of(index, Ip.v4(0x0A000001), 32)), 1, false);
            Libc.checked(Libc.SENDTO, liar.fd(), memory.address(), message.position(), 0, target.address(), 12);
        }
    }
}
