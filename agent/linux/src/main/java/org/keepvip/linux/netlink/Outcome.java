package org.keepvip.linux.netlink;

import org.keepvip.linux.Errno;

/**
 * What became of one change.
 *
 * @param change what was asked
 * @param errno 0 if it was done; else why not, see {@link Errno}: ENODEV without such an interface, EEXIST, EADDRNOTAVAIL,
 *     EPERM without CAP_NET_ADMIN; ENOBUFS if the answer was lost, so that it may or may not have been done
 * @param detail the kernel's own words, empty if it gave none
 */
public record Outcome(AddressChange change, int errno, String detail) {
    /** Whether it was done. */
    public boolean succeeded() {
        return errno == 0;
    }

    /** The error's symbol, as {@code EEXIST}; only when it has not succeeded. */
    public String errorName() {
        return Errno.name(errno);
    }
}
