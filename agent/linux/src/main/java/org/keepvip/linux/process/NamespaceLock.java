package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

/**
 * A name that at most one process of a network namespace has, whatever files it sees: an abstract unix socket (unix(7)),
 * which goes with its process however that ends.
 */
public final class NamespaceLock implements AutoCloseable {
    private static final int SOCK_STREAM = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    /** Who asks for the holder is queued and never answered. */
    private static final int QUESTIONS = 4096;

    private final Descriptor descriptor;

    private NamespaceLock(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Who has a name.
     *
     * @param pid as this process's PID namespace counts; 0 for a process outside it
     * @param uid the effective user
     */
    public record Holder(int pid, int uid) {}

    /**
     * Takes the name, in the network namespace of the calling thread.
     *
     * @param name up to 106 octets
     * @return empty if somebody has it
     */
    public static Optional<NamespaceLock> take(String name) throws ErrnoException {
        Descriptor socket = Descriptor.socket(SocketAddress.AF_UNIX, SOCK_STREAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            socket.bind(SocketAddress.unix(arena, "@" + name), name);
            Libc.checked(Libc.LISTEN, socket.fd(), QUESTIONS, 0);
            return Optional.of(new NamespaceLock(socket));
        } catch (ErrnoException e) {
            socket.close();
            if (e.errno() == Errno.EADDRINUSE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Who took the name; empty for nobody, or for one who has it without having taken it as a lock. */
    public static Optional<Holder> holder(String name) throws ErrnoException {
        try (Arena arena = Arena.ofConfined();
                Descriptor socket = Descriptor.socket(SocketAddress.AF_UNIX, SOCK_STREAM, 0)) {
            MemorySegment address = SocketAddress.unix(arena, "@" + name);
            try {
                Libc.checked(Libc.CONNECT, socket.fd(), address.address(), address.byteSize());
            } catch (ErrnoException nobodyListens) {
                return Optional.empty();
            }
            MemorySegment credentials = arena.allocate(12, 4);
            MemorySegment length = arena.allocateFrom(JAVA_INT, 12);
            Libc.checked(
                    Libc.GETSOCKOPT, socket.fd(), SOL_SOCKET, SO_PEERCRED, credentials.address(), length.address(), 0);
            return Optional.of(new Holder(credentials.get(JAVA_INT, 0), credentials.get(JAVA_INT, 4)));
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
