package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.Prefix;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.routing.Encapsulation;
import org.keepvip.conf.routing.Gateway;
import org.keepvip.conf.routing.Metrics;
import org.keepvip.conf.routing.Name;
import org.keepvip.conf.routing.Nexthop;
import org.keepvip.conf.routing.Realms;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.Subnet;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;
import org.keepvip.linux.netlink.IpPrefix;
import org.keepvip.linux.netlink.Route;
import org.keepvip.linux.netlink.RouteMetrics;
import org.keepvip.linux.netlink.RouteMetrics.Metric;
import org.keepvip.linux.netlink.RouteType;
import org.keepvip.linux.netlink.RouteWay;
import org.keepvip.linux.netlink.RoutingChange.Placement;
import org.keepvip.linux.netlink.Tunnel;

/** Routes as the configuration writes them, in the kernel's words. */
final class KernelRoute {
    /** RTAX_RTT and RTAX_RTTVAR count eighths and quarters of a millisecond, RTAX_RTO_MIN milliseconds. */
    private static final int EIGHTHS = 8;

    private static final int QUARTERS = 4;

    private KernelRoute() {}

    /**
     * The route; empty while an interface or VRF that it names does not exist.
     *
     * @param index the index of an interface, 0 for none
     * @param table the table of a VRF, 0 for none
     */
    static Optional<Route> of(RouteLine line, ToIntFunction<String> index, ToIntFunction<String> table) {
        boolean missing = line.devices().stream().anyMatch(device -> index.applyAsInt(device.name()) == 0);
        long in = line.selection()
                .table()
                .map(Name::value)
                .or(() -> line.selection().vrf().map(vrf -> table.applyAsInt(vrf.name())))
                .map(Integer::toUnsignedLong)
                .orElse(0L);
        if (missing || in == 0) {
            return Optional.empty();
        }
        Family family = line.family();
        return Optional.of(new Route(
                family(family),
                type(line.manner().type()),
                prefix(line.destination(), family),
                line.selection().source().flatMap(Subnet::prefix).map(KernelRoute::prefix),
                line.selection().tos().map(Name::value).orElse(0),
                in,
                line.selection().protocol().map(Name::value).orElse(0),
                line.selection().scope().map(Name::value).orElse(0),
                line.selection().metric().orElse(0L),
                line.choices().preferredSource().map(KernelAddress::of),
                ways(line, index),
                metrics(line.metrics()),
                line.choices().realms().map(Realms::value).orElse(0),
                line.choices().routerPreference().map(preference -> preference.number()),
                line.choices().expires(),
                line.choices().ttlPropagate().map(enabled -> enabled.on())));
    }

    /** What the kernel tells the route apart by; empty while its VRF does not exist. */
    static Optional<Object> key(RouteLine line, ToIntFunction<String> table) {
        return of(line, _ -> 1, table).map(Route::key);
    }

    static Placement placement(RouteLine line) {
        return switch (line.manner().placement()) {
            case ADD -> Placement.ALONE;
            case PREPEND -> Placement.FIRST;
            case APPEND -> Placement.LAST;
        };
    }

    static AddressFamily family(Family family) {
        return switch (family) {
            case IPV4 -> AddressFamily.IPV4;
            case IPV6 -> AddressFamily.IPV6;
        };
    }

    static IpPrefix prefix(Subnet subnet, Family family) {
        return prefix(subnet.in(family));
    }

    static IpPrefix prefix(Prefix prefix) {
        return new IpPrefix(KernelAddress.of(prefix.address()), prefix.length());
    }

    private static RouteType type(RouteLine.Type type) {
        return switch (type) {
            case UNICAST -> RouteType.UNICAST;
            case LOCAL -> RouteType.LOCAL;
            case BROADCAST -> RouteType.BROADCAST;
            case ANYCAST -> RouteType.ANYCAST;
            case MULTICAST -> RouteType.MULTICAST;
            case BLACKHOLE -> RouteType.BLACKHOLE;
            case UNREACHABLE -> RouteType.UNREACHABLE;
            case PROHIBIT -> RouteType.PROHIBIT;
            case THROW -> RouteType.THROW;
            case NAT -> RouteType.NAT;
        };
    }

    private static List<RouteWay> ways(RouteLine line, ToIntFunction<String> index) {
        List<RouteWay> ways = new ArrayList<>();
        RouteLine.Hop hop = line.hop();
        if (hop.gateway().isPresent() || hop.device().isPresent()) {
            ways.add(new RouteWay(
                    hop.gateway().map(KernelRoute::ip),
                    index(hop.device(), index),
                    1,
                    hop.onlink(),
                    hop.encapsulation().map(KernelRoute::tunnel),
                    0));
        }
        for (Nexthop way : line.nexthops()) {
            ways.add(new RouteWay(
                    way.gateway().map(KernelRoute::ip),
                    index(way.device(), index),
                    way.weight(),
                    way.onlink(),
                    way.encapsulation().map(KernelRoute::tunnel),
                    way.realms().map(Realms::value).orElse(0)));
        }
        return List.copyOf(ways);
    }

    private static int index(Optional<InterfaceName> device, ToIntFunction<String> index) {
        return device.map(name -> index.applyAsInt(name.name())).orElse(0);
    }

    private static Ip ip(Gateway gateway) {
        return KernelAddress.of(gateway.address());
    }

    private static Tunnel tunnel(Encapsulation written) {
        if (written.mpls().isPresent()) {
            return new Tunnel.Labels(written.mpls().get().labels(), written.ttl());
        }
        if (written.ila().isPresent()) {
            return new Tunnel.Locator(written.ila().get().bits());
        }
        return new Tunnel.Header(
                written.outer().equals(Optional.of(Encapsulation.Outer.IP6)) ? AddressFamily.IPV6 : AddressFamily.IPV4,
                written.id(),
                written.destination().map(KernelAddress::of),
                written.source().map(KernelAddress::of),
                written.ttl(),
                written.tos(),
                written.flags().map(flags -> (int) flags.value()));
    }

    private static RouteMetrics metrics(Metrics written) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        Set<Metric> locked = EnumSet.noneOf(Metric.class);
        put(Metric.MTU, written.mtu(), values, locked);
        put(Metric.ADVMSS, written.advertisedMss(), values, locked);
        put(Metric.REORDERING, written.reordering(), values, locked);
        put(Metric.CWND, written.congestionWindow(), values, locked);
        put(Metric.SSTHRESH, written.slowStartThreshold(), values, locked);
        written.roundTrip().ifPresent(time -> {
            values.put(Metric.RTT, time.value(EIGHTHS));
            lock(Metric.RTT, time.locked(), locked);
        });
        written.roundTripVariation().ifPresent(time -> {
            values.put(Metric.RTTVAR, time.value(QUARTERS));
            lock(Metric.RTTVAR, time.locked(), locked);
        });
        written.leastRetransmission().ifPresent(time -> {
            values.put(Metric.RTO_MIN, time.value(1));
            lock(Metric.RTO_MIN, time.locked(), locked);
        });
        written.hopLimit().ifPresent(value -> values.put(Metric.HOPLIMIT, value));
        written.window().ifPresent(value -> values.put(Metric.WINDOW, value));
        written.initialCongestionWindow().ifPresent(value -> values.put(Metric.INITCWND, value));
        written.initialReceiveWindow().ifPresent(value -> values.put(Metric.INITRWND, value));
        written.quickAck().ifPresent(value -> values.put(Metric.QUICKACK, value));
        written.fastOpenWithoutCookie().ifPresent(value -> values.put(Metric.FASTOPEN_NO_COOKIE, value));
        written.features().ifPresent(features -> values.put(Metric.FEATURES, (long) features.bits()));
        return new RouteMetrics(
                values,
                locked,
                written.congestion().map(algorithm -> algorithm.name()),
                written.congestion().filter(algorithm -> algorithm.locked()).isPresent());
    }

    private static void put(
            Metric metric,
            Optional<org.keepvip.conf.routing.Metric> written,
            Map<Metric, Long> values,
            Set<Metric> locked) {
        written.ifPresent(value -> {
            values.put(metric, value.value());
            lock(metric, value.locked(), locked);
        });
    }

    private static void lock(Metric metric, boolean isLocked, Set<Metric> locked) {
        if (isLocked) {
            locked.add(metric);
        }
    }
}
