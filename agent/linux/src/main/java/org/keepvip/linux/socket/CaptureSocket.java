package org.keepvip.linux.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

/**
 * Sees every frame that an interface receives or sends, with the kernel's time stamp; not promiscuous (packet(7)). Needs
 * CAP_NET_RAW.
 */
public final class CaptureSocket implements AutoCloseable {
    private static final int SOCK_RAW = 3;
    private static final int SOL_SOCKET = 1;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_STATISTICS = 6;
    private static final int ETH_P_ALL = 3;

    private final Descriptor descriptor;

    private CaptureSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Captures from now on.
     *
     * @param ifindex the interface, or 0 for all of them
     * @param queueOctets how much the kernel may queue until we read
     * @throws ErrnoException EPERM without CAP_NET_RAW; ENODEV without such an interface
     */
    public static CaptureSocket open(int ifindex, int queueOctets) throws ErrnoException {
        CaptureSocket socket = new CaptureSocket(Descriptor.socket(SocketAddress.AF_PACKET, SOCK_RAW, 0));
        try (Arena arena = Arena.ofConfined()) {
            socket.descriptor.receiveBuffer(queueOctets);
            socket.descriptor.set(SOL_SOCKET, 35, "SO_TIMESTAMPNS", 1);
            socket.descriptor.bind(SocketAddress.link(arena, ETH_P_ALL, ifindex), "interface " + ifindex);
            return socket;
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /** The descriptor, for an event loop or {@link org.keepvip.linux.Poll} to watch. */
    public int fd() {
        return descriptor.fd();
    }

    /**
     * Takes what was captured, as much as the batch holds.
     *
     * @return how many; 0 if there is nothing
     * @throws ErrnoException an error that stays; ENETDOWN, which the kernel tells once when the interface goes down, is
     *     stepped over, and the capture goes on when it is up again
     */
    public int receive(ReceiveBatch batch) throws ErrnoException {
        return batch.receiveOn(descriptor.fd());
    }

    /** Frames that found the queue full, since this was last asked. */
    public int dropped() throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statistics = arena.allocate(8, 4);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, 8);
            Libc.checked(
                    Libc.GETSOCKOPT, fd(), SOL_PACKET, PACKET_STATISTICS, statistics.address(), length.address(), 0);
            return statistics.get(ValueLayout.JAVA_INT, 4);
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
