package org.keepvip.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;

/** Wakes, from any thread, one that waits for descriptors in {@link Poll} (eventfd(2)). */
public final class Wakeup implements AutoCloseable {
    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final Libc.Function EVENTFD = Libc.function("eventfd");

    private final Descriptor descriptor;
    private final MemorySegment one = Arena.ofAuto().allocateFrom(JAVA_LONG, 1);
    private final MemorySegment count = Arena.ofAuto().allocate(JAVA_LONG);

    private Wakeup(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** One that has not been rung. */
    public static Wakeup open() throws ErrnoException {
        return new Wakeup(new Descriptor(Libc.checked(EVENTFD, 0, EFD_NONBLOCK_CLOEXEC, 0)));
    }

    /** The descriptor, readable once {@link #ring} was called. */
    public int fd() {
        return descriptor.fd();
    }

    /** Makes it readable. */
    public void ring() {
        try {
            Libc.call(Libc.WRITE, descriptor.fd(), one.address(), Long.BYTES, 0);
        } finally {
            // The kernel was given an address only, which does not keep the memory behind it alive.
            Reference.reachabilityFence(this);
        }
    }

    /** Makes it unreadable again. */
    public void drain() {
        try {
            Libc.call(Libc.READ, descriptor.fd(), count.address(), Long.BYTES, 0);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
