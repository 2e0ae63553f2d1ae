package org.keepvip.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.keepvip.linux.libc.Libc;

/** Waits for descriptors, for threads that have no event loop (poll(2)). */
public final class Poll {
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;

    private Poll() {}

    /**
     * Waits until {@code fd} is readable.
     *
     * @param timeout rounded up to milliseconds, at most 24 days
     * @return whether it is readable, or has an error to read, before the timeout
     * @throws ErrnoException EINVAL and other failures of poll(2)
     */
    public static boolean readable(int fd, Duration timeout) throws ErrnoException {
        return ready(POLLIN, timeout, fd);
    }

    /** Waits until one of {@code fds} is readable; otherwise as {@link #readable(int, Duration)}. */
    public static boolean readable(Duration timeout, int... fds) throws ErrnoException {
        return ready(POLLIN, timeout, fds);
    }

    /** Waits until something can be written to {@code fd}; otherwise as {@link #readable(int, Duration)}. */
    public static boolean writable(int fd, Duration timeout) throws ErrnoException {
        return ready(POLLOUT, timeout, fd);
    }

    private static boolean ready(int event, Duration timeout, int... fds) throws ErrnoException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pollfds = arena.allocate(8L * fds.length, 4);
            for (int i = 0; i < fds.length; i++) {
                pollfds.set(JAVA_INT, 8L * i, fds[i]);
                pollfds.set(JAVA_INT, 8L * i + 4, event);
            }
            while (true) {
                long left = Math.max(0, deadline - System.nanoTime());
                long millis = Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
                try {
                    return Libc.checked(Libc.POLL, pollfds.address(), fds.length, millis) > 0;
                } catch (ErrnoException e) {
                    if (e.errno() != Errno.EINTR) {
                        throw e;
                    }
                }
            }
        }
    }
}
