package org.keepvip.linux.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;

/** An open file descriptor, closed once. */
public final class Descriptor implements AutoCloseable {
    private static final int SOCK_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;

    private final int fd;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes over {@code fd}. */
    public Descriptor(int fd) {
        this.fd = fd;
    }

    /** A socket that neither blocks nor survives exec. */
    public static Descriptor socket(int family, int type, int protocol) throws ErrnoException {
        return new Descriptor(Libc.checked(Libc.SOCKET, family, type | SOCK_NONBLOCK_CLOEXEC, protocol));
    }

    /** The number. */
    public int fd() {
        return fd;
    }

    /** Sets a socket option that is an {@code int}. */
    public void set(int level, int option, String name, int value) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            set(level, option, name, arena.allocateFrom(JAVA_INT, value));
        }
    }

    /** Sets a socket option to the bytes of {@code value}. */
    public void set(int level, int option, String name, MemorySegment value) throws ErrnoException {
        try {
            Libc.checked(Libc.SETSOCKOPT, fd, level, option, value.address(), value.byteSize(), 0);
        } catch (ErrnoException e) {
            throw new ErrnoException("setsockopt(" + name + ")", e.errno());
        }
    }

    /**
     * Asks for a receive buffer, beyond net.core.rmem_max where we hold CAP_NET_ADMIN.
     *
     * @param octets what the socket may queue; the kernel doubles it for its own bookkeeping
     */
    public void receiveBuffer(int octets) throws ErrnoException {
        try {
            set(SOL_SOCKET, SO_RCVBUFFORCE, "SO_RCVBUFFORCE", octets);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EPERM) {
                throw e;
            }
            set(SOL_SOCKET, SO_RCVBUF, "SO_RCVBUF", octets);
        }
    }

    /** Binds to a socket address. */
    public void bind(MemorySegment name, String what) throws ErrnoException {
        try {
            Libc.checked(Libc.BIND, fd, name.address(), name.byteSize());
        } catch (ErrnoException e) {
            throw new ErrnoException("bind(" + what + ")", e.errno());
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.call(Libc.CLOSE, fd, 0, 0, 0);
        }
    }
}
