package org.keepvip.linux;

import java.io.IOException;

/** The kernel refused a call. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;
    private final String call;

    /**
     * A refusal.
     *
     * @param call the function and what it was asked for, as {@code setsockopt(SO_BINDTODEVICE)}
     * @param errno the error number, positive
     */
    public ErrnoException(String call, int errno) {
        this(call, errno, "");
    }

    /**
     * A refusal that the kernel explains.
     *
     * @param detail the kernel's own words, or empty
     */
    public ErrnoException(String call, int errno, String detail) {
        super(call + ": " + Errno.name(errno) + (detail.isEmpty() ? "" : " (" + detail + ")"));
        this.errno = errno;
        this.call = call;
    }

    /** The error number, positive; compare with the constants of {@link Errno}. */
    public int errno() {
        return errno;
    }

    /** The error's symbol, as {@code EADDRNOTAVAIL}. */
    public String errnoName() {
        return Errno.name(errno);
    }

    /** What was called. */
    public String call() {
        return call;
    }
}
