package org.keepvip.linux.netlink;

import org.jspecify.annotations.Nullable;

/** What becomes of the packets of a route (RTN_*, linux/rtnetlink.h). */
public enum RouteType {
    UNICAST(1),
    LOCAL(2),
    BROADCAST(3),
    ANYCAST(4),
    MULTICAST(5),
    BLACKHOLE(6),
    UNREACHABLE(7),
    PROHIBIT(8),
    THROW(9),
    NAT(10);

    private final int number;

    RouteType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static @Nullable RouteType of(int number) {
        return number >= 1 && number <= values().length ? values()[number - 1] : null;
    }
}
