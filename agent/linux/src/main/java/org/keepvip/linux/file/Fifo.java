package org.keepvip.linux.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;

/**
 * A named pipe that we write to (fifo(7)). It is open for both directions, so that writing works before anybody reads and
 * goes on when a reader leaves, and never blocks.
 */
public final class Fifo implements AutoCloseable {
    /** What is written as a whole or not at all, in octets (PIPE_BUF of pipe(7)). */
    public static final int LONGEST = 4096;

    private static final int MODE = 0600;
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    /** The one flag of these on which the two architectures differ. */
    private static final int O_NOFOLLOW = System.getProperty("os.arch", "").equals("aarch64") ? 0x8000 : 0x20000;

    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC = 0x7ff;
    /** struct statx, the same on every architecture. */
    private static final int STATX_OCTETS = 256;

    private static final int STX_UID = 20;
    private static final int STX_MODE = 28;
    private static final int S_IFMT = 0xf000;
    private static final int S_IFIFO = 0x1000;

    private final Path path;
    private static final int FIONREAD = 0x541B;
    private static final Libc.Function IOCTL = Libc.function("ioctl");

    private final Descriptor descriptor;
    private final boolean created;

    private Fifo(Path path, Descriptor descriptor, boolean created) {
        this.path = path;
        this.descriptor = descriptor;
        this.created = created;
    }

    /**
     * Opens the FIFO at {@code path}, and makes it, with mode 0600, if there is none.
     *
     * @param uid who is to own one that is made, and may own one that is there, besides this process's user
     * @param gid the group of one that is made
     * @throws ErrnoException it cannot be made or opened; ELOOP for a symbolic link
     * @throws IOException what is there is no FIFO, or another user's
     */
    public static Fifo open(Path path, int uid, int gid) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            boolean created = make(path, name);
            Descriptor descriptor = new Descriptor(opened(path, name));
            try {
                check(arena, path, descriptor, uid);
                if (created) {
                    Libc.checked(Libc.FCHOWN, descriptor.fd(), uid, gid);
                }
                return new Fifo(path, descriptor, created);
            } catch (IOException e) {
                descriptor.close();
                if (created) {
                    Libc.call(Libc.UNLINK, name.address(), 0, 0, 0);
                }
                throw e;
            }
        }
    }

    /** Whether it was not there before. */
    private static boolean make(Path path, MemorySegment name) throws ErrnoException {
        try {
            Libc.checked(Libc.MKFIFO, name.address(), MODE, 0);
            return true;
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EEXIST) {
                return false;
            }
            throw new ErrnoException("mkfifo(" + path + ")", e.errno());
        }
    }

    private static int opened(Path path, MemorySegment name) throws ErrnoException {
        try {
            return Libc.checked(Libc.OPEN, name.address(), O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW, 0);
        } catch (ErrnoException e) {
            throw new ErrnoException("open(" + path + ")", e.errno());
        }
    }

    private static void check(Arena arena, Path path, Descriptor descriptor, int uid) throws IOException {
        MemorySegment status = arena.allocate(STATX_OCTETS, 8);
        Libc.checked(
                Libc.STATX,
                descriptor.fd(),
                arena.allocateFrom("").address(),
                AT_EMPTY_PATH,
                STATX_BASIC,
                status.address(),
                0);
        if ((status.get(JAVA_SHORT, STX_MODE) & S_IFMT) != S_IFIFO) {
            throw new IOException(path + " is there and no FIFO");
        }
        int owner = status.get(JAVA_INT, STX_UID);
        if (owner != uid && owner != Libc.call(Libc.GETEUID, 0, 0, 0, 0)) {
            throw new IOException(path + " belongs to user " + Integer.toUnsignedString(owner)
                    + ", who is neither ours nor the configured one");
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Whether {@link #open} made it. */
    public boolean created() {
        return created;
    }

    /** How many octets nobody has read yet (FIONREAD, pipe(7)). */
    public int unread() throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            Libc.checked(IOCTL, descriptor.fd(), FIONREAD, count.address());
            return count.get(JAVA_INT, 0);
        }
    }

    /**
     * Writes all of {@code octets}, or nothing.
     *
     * @param octets at most {@value #LONGEST}
     * @return whether there was room
     * @throws ErrnoException another failure of write(2) than a full pipe
     */
    public boolean write(byte[] octets) throws ErrnoException {
        if (octets.length > LONGEST) {
            throw new IllegalArgumentException(octets.length + " octets may be cut in two");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, octets);
            Libc.checked(Libc.WRITE, descriptor.fd(), buffer.address(), octets.length);
            return true;
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EAGAIN) {
                return false;
            }
            throw e;
        }
    }

    /** Waits until there may be room; whether there is before the timeout. */
    public boolean awaitRoom(Duration timeout) throws ErrnoException {
        return Poll.writable(descriptor.fd(), timeout);
    }

    /** Closes it, and removes it if {@link #open} made it. */
    @Override
    public void close() {
        descriptor.close();
        if (created) {
            try (Arena arena = Arena.ofConfined()) {
                Libc.call(Libc.UNLINK, arena.allocateFrom(path.toString()).address(), 0, 0, 0);
            }
        }
    }
}
