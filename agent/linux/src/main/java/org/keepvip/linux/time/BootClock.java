package org.keepvip.linux.time;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.keepvip.linux.libc.Libc;

/**
 * CLOCK_BOOTTIME (clock_gettime(2)): never steps, and goes on during suspend. Reading it makes no garbage. An instance
 * belongs to one thread at a time.
 */
public final class BootClock {
    static final int CLOCK_BOOTTIME = 7;

    private final MemorySegment timespec = Arena.ofAuto().allocate(16, 8);

    /** A reader of the clock, with its own 16 octets of native memory. */
    public BootClock() {}

    /** Nanoseconds since boot. */
    public long nanos() {
        Libc.call(Libc.CLOCK_GETTIME, CLOCK_BOOTTIME, timespec.address(), 0, 0);
        return timespec.get(JAVA_LONG, 0) * 1_000_000_000L + timespec.get(JAVA_LONG, 8);
    }
}
