package org.keepvip.linux.time;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;

/**
 * A descriptor that is readable from a point of the boot-time clock on (timerfd_create(2)). Arming and draining make no
 * garbage. An instance belongs to one thread at a time.
 */
public final class TimerFd implements AutoCloseable {
    private static final int TFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int TFD_TIMER_ABSTIME = 1;
    private static final long SECOND = 1_000_000_000L;

    private final Descriptor descriptor;
    private final MemorySegment itimerspec = Arena.ofAuto().allocate(32, 8);
    private final MemorySegment expirations = Arena.ofAuto().allocate(8, 8);

    private TimerFd(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** A timer that is not armed. */
    public static TimerFd open() throws ErrnoException {
        return new TimerFd(
                new Descriptor(Libc.checked(Libc.TIMERFD_CREATE, BootClock.CLOCK_BOOTTIME, TFD_NONBLOCK_CLOEXEC, 0)));
    }

    /** The descriptor, for an event loop to watch for reading. */
    public int fd() {
        return descriptor.fd();
    }

    /**
     * Fires once at a point of {@link BootClock}; replaces what was armed, and a firing that was not drained.
     *
     * @param nanos of the boot-time clock; a point in the past fires at once, {@link Long#MAX_VALUE} never
     */
    public void arm(long nanos) {
        // An all-zero it_value would disarm, so the earliest point is 1 ns.
        long at = nanos == Long.MAX_VALUE ? 0 : Math.max(1, nanos);
        itimerspec.set(JAVA_LONG, 16, at / SECOND);
        itimerspec.set(JAVA_LONG, 24, at % SECOND);
        try {
            if (Libc.call(Libc.TIMERFD_SETTIME, descriptor.fd(), TFD_TIMER_ABSTIME, itimerspec.address(), 0) == -1) {
                throw new IllegalStateException("timerfd_settime refused " + nanos + " ns on descriptor " + fd());
            }
        } finally {
            // The kernel was given an address only, which does not keep the memory behind it alive.
            Reference.reachabilityFence(this);
        }
    }

    /** Makes the descriptor unreadable again; says whether it had fired. */
    public boolean drain() {
        try {
            return Libc.call(Libc.READ, descriptor.fd(), expirations.address(), 8, 0) == 8;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
