package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

/** Tells the service manager how we are, over a datagram socket (sd_notify(3)). */
public final class ServiceNotification implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_NOSIGNAL = 0x4000;

    private final Descriptor descriptor;
    private final MemorySegment name;

    private ServiceNotification(Descriptor descriptor, MemorySegment name) {
        this.descriptor = descriptor;
        this.name = name;
    }

    /**
     * Opens the way to a service manager.
     *
     * @param address the value of NOTIFY_SOCKET: a path, or an abstract name that begins with {@code @}
     */
    public static ServiceNotification open(String address) throws ErrnoException {
        return new ServiceNotification(
                Descriptor.socket(SocketAddress.AF_UNIX, SOCK_DGRAM, 0), SocketAddress.unix(Arena.ofAuto(), address));
    }

    /**
     * Sends assignments, as {@code READY=1}, separated by newlines.
     *
     * @throws ErrnoException ENOENT or ECONNREFUSED if nobody listens; EAGAIN if the listener's queue is full
     */
    public void send(String assignments) throws ErrnoException {
        byte[] bytes = assignments.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, message, JAVA_BYTE, 0, bytes.length);
            Libc.checked(
                    Libc.SENDTO,
                    descriptor.fd(),
                    message.address(),
                    bytes.length,
                    MSG_NOSIGNAL,
                    name.address(),
                    name.byteSize());
        } finally {
            // The kernel was given an address only, which does not keep the memory behind it alive.
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
