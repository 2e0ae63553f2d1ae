package org.keepvip.linux.netlink;

import org.keepvip.linux.Errno;

/**
 * What became of one change.
 *
 * @param errno 0 if it was done; else why not, see {@link RoutingChange}: ENETUNREACH where no link leads to the router,
 *     ENODEV, ENETDOWN, EINVAL where the preferred source is nobody's, EOPNOTSUPP, EPERM without CAP_NET_ADMIN; EMSGSIZE if it
 *     is longer than a message may be; ENOBUFS if the answer was lost, so that it may or may not have been done
 * @param detail the kernel's own words, empty if it gave none
 */
public record RoutingOutcome(RoutingChange change, int errno, String detail) {
    /** Whether it was done. */
    public boolean succeeded() {
        return errno == 0;
    }

    /** The error's symbol, as {@code ENETUNREACH}; only when it has not succeeded. */
    public String errorName() {
        return Errno.name(errno);
    }
}
