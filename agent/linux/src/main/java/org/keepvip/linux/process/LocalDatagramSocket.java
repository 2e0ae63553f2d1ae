package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

/**
 * Sends datagrams to one local socket, as the syslog daemon's or the service manager's (sd_notify(3)), and waits while
 * its queue is full (unix(7)).
 */
public final class LocalDatagramSocket implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_NOSIGNAL = 0x4000;

    private final Descriptor descriptor;
    private boolean hangs;

    private LocalDatagramSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Connects, without which the kernel does not tell when the queue has room.
     *
     * @param address a path, or an abstract name that begins with {@code @}
     * @throws ErrnoException ENOENT or ECONNREFUSED if nobody listens
     */
    public static LocalDatagramSocket open(String address) throws ErrnoException {
        Descriptor socket = Descriptor.socket(SocketAddress.AF_UNIX, SOCK_DGRAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = SocketAddress.unix(arena, address);
            Libc.checked(Libc.CONNECT, socket.fd(), name.address(), name.byteSize());
            return new LocalDatagramSocket(socket);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends {@code text} as UTF-8.
     *
     * @param patience for which a full queue is waited for; not again after it was in vain, until one is taken
     * @throws ErrnoException EAGAIN if it stayed full; ECONNREFUSED if the listener is gone
     */
    public void send(String text, Duration patience) throws ErrnoException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + (hangs ? 0 : patience.toNanos());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, message, JAVA_BYTE, 0, bytes.length);
            while (true) {
                try {
                    Libc.checked(Libc.SENDTO, descriptor.fd(), message.address(), bytes.length, MSG_NOSIGNAL, 0, 0);
                    hangs = false;
                    return;
                } catch (ErrnoException e) {
                    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                    if (e.errno() != Errno.EAGAIN || !Poll.writable(descriptor.fd(), left)) {
                        hangs = e.errno() == Errno.EAGAIN;
                        throw e;
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
