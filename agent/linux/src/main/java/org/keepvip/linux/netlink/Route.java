package org.keepvip.linux.netlink;

import java.util.List;
import java.util.Optional;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/**
 * A route (struct rtmsg and its attributes, rtnetlink(7)), as it is wanted. As the kernel reports one, it has what tells it
 * from others and its ways; metrics and the like are not read.
 *
 * @param source IPv6 only: packets from there
 * @param tos 0 to 255
 * @param table RT_TABLE_*: 254 main, 255 local; 32 bits
 * @param protocol RTPROT_*, who made it, 0 to 255
 * @param scope RT_SCOPE_*: 0 universe, 253 link, 254 host
 * @param metric the smaller the better; 0 for the kernel's, which for IPv6 is 1024; 32 bits
 * @param preferredSource the address that packets of the machine's own leave from
 * @param ways none for a route that leads nowhere
 * @param realms RTA_FLOW; 0 for none
 * @param preference RFC 4191's, IPv6 only: 0 medium, 1 high, 3 low
 * @param expires seconds until the kernel removes it, IPv6 only
 * @param ttlPropagate MPLS: whether the TTL is copied to the labels
 */
public record Route(
        AddressFamily family,
        RouteType type,
        IpPrefix destination,
        Optional<IpPrefix> source,
        int tos,
        long table,
        int protocol,
        int scope,
        long metric,
        Optional<Ip> preferredSource,
        List<RouteWay> ways,
        RouteMetrics metrics,
        int realms,
        Optional<Integer> preference,
        Optional<Long> expires,
        Optional<Boolean> ttlPropagate) {
    private static final long IPV6_METRIC = 1024;

    /** What the kernel tells routes apart by, ways aside. */
    public record Key(
            AddressFamily family, IpPrefix destination, Optional<IpPrefix> source, int tos, long table, long metric) {}

    /** What the kernel tells it apart by. */
    public Key key() {
        long effective = metric == 0 && family == AddressFamily.IPV6 ? IPV6_METRIC : metric;
        return new Key(family, destination, source.filter(from -> from.length() > 0), tos, table, effective);
    }

    /**
     * Whether this route, as wanted, is what {@code reported} says: the ways are the same where they are named. Of ways
     * through the kernel's choice of interface any interface will do.
     */
    public boolean isReportedAs(Route reported) {
        if (!key().equals(reported.key()) || protocol != reported.protocol || type != reported.type) {
            return false;
        }
        if (ways.isEmpty()) {
            return true;
        }
        // The kernel reports each way of an IPv6 route on its own when it takes one off.
        return reported.ways.stream().allMatch(there -> ways.stream().anyMatch(here -> isWay(here, there)));
    }

    private static boolean isWay(RouteWay wanted, RouteWay reported) {
        return wanted.gateway().equals(reported.gateway())
                && (wanted.index() == 0 || wanted.index() == reported.index());
    }
}
