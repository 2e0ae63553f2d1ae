package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/** Reads route and rule messages. A message that makes no sense, or is of another kind, reads as null. */
final class RoutingReader {
    private static final int RTMSG = 12;
    private static final int RTNEXTHOP = 8;
    private static final int RTM_F_CLONED = 0x200;
    private static final int RTNH_F_ONLINK = 4;

    private RoutingReader() {}

    /** The message under the cursor. */
    static @Nullable RoutingEvent event(Messages message) {
        return switch (message.type()) {
            case RouteWriter.RTM_NEWROUTE -> {
                Route route = route(message.buffer(), message.body(), message.end());
                yield route == null ? null : new RoutingEvent.RouteAdded(route);
            }
            case RouteWriter.RTM_DELROUTE -> {
                Route route = route(message.buffer(), message.body(), message.end());
                yield route == null ? null : new RoutingEvent.RouteRemoved(route);
            }
            case RuleWriter.RTM_NEWRULE -> {
                Rule rule = RuleReader.read(message.buffer(), message.body(), message.end());
                yield rule == null ? null : new RoutingEvent.RuleAdded(rule);
            }
            case RuleWriter.RTM_DELRULE -> {
                Rule rule = RuleReader.read(message.buffer(), message.body(), message.end());
                yield rule == null ? null : new RoutingEvent.RuleRemoved(rule);
            }
            case Messages.NLMSG_OVERRUN -> new RoutingEvent.Overrun();
            default -> null;
        };
    }

    static @Nullable AddressFamily family(byte number) {
        for (AddressFamily family : AddressFamily.values()) {
            if (family.number() == number) {
                return family;
            }
        }
        return null;
    }

    /** The address of so many bits, or all zeros; null if what is there is no address. */
    static @Nullable IpPrefix prefix(AddressFamily family, int length, @Nullable Ip address) {
        Ip base = address == null ? Ip.of(new byte[family.octets()]) : address;
        return base.family() != family || length > 8 * family.octets() ? null : new IpPrefix(base, length);
    }

    static @Nullable Ip ip(Attributes attributes) {
        return attributes.length() == 4 || attributes.length() == 16 ? Ip.of(attributes.octets()) : null;
    }

    private static final class Parts {
        private @Nullable Ip destination;
        private @Nullable Ip source;
        private long table;
        private long metric;
        private int index;
        private Optional<Ip> gateway = Optional.empty();
        private Optional<Ip> preferredSource = Optional.empty();
        private int realms;
        private final List<RouteWay> ways = new ArrayList<>();
    }

    private static @Nullable Route route(ByteBuffer buffer, int body, int end) {
        AddressFamily family = end - body < RTMSG ? null : family(buffer.get(body));
        RouteType type = family == null ? null : RouteType.of(buffer.get(body + 7) & 0xFF);
        if (family == null || type == null || (buffer.getInt(body + 8) & RTM_F_CLONED) != 0) {
            return null;
        }
        Parts parts = new Parts();
        parts.table = buffer.get(body + 4) & 0xFF;
        read(new Attributes(buffer, body + RTMSG, end), parts, buffer.getInt(body + 8));
        IpPrefix destination = prefix(family, buffer.get(body + 1) & 0xFF, parts.destination);
        IpPrefix source = prefix(family, buffer.get(body + 2) & 0xFF, parts.source);
        if (destination == null || source == null) {
            return null;
        }
        return new Route(
                family,
                type,
                destination,
                source.length() == 0 ? Optional.empty() : Optional.of(source),
                buffer.get(body + 3) & 0xFF,
                parts.table,
                buffer.get(body + 5) & 0xFF,
                buffer.get(body + 6) & 0xFF,
                parts.metric,
                parts.preferredSource,
                List.copyOf(parts.ways),
                RouteMetrics.NONE,
                parts.realms,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void read(Attributes attributes, Parts parts, int flags) {
        while (attributes.next()) {
            switch (attributes.type()) {
                case RouteWriter.RTA_DST -> parts.destination = ip(attributes);
                case RouteWriter.RTA_SRC -> parts.source = ip(attributes);
                case RouteWriter.RTA_TABLE -> parts.table = Integer.toUnsignedLong(attributes.i32());
                case RouteWriter.RTA_PRIORITY -> parts.metric = Integer.toUnsignedLong(attributes.i32());
                case RouteWriter.RTA_OIF -> parts.index = attributes.i32();
                case RouteWriter.RTA_GATEWAY -> parts.gateway = Optional.ofNullable(ip(attributes));
                case RouteWriter.RTA_VIA -> parts.gateway = via(attributes);
                case RouteWriter.RTA_PREFSRC -> parts.preferredSource = Optional.ofNullable(ip(attributes));
                case RouteWriter.RTA_FLOW -> parts.realms = attributes.i32();
                case RouteWriter.RTA_MULTIPATH -> multipath(attributes.octets(), parts.ways);
                default -> {
                    // What does not tell routes apart: metrics, cache, preference, encapsulation.
                }
            }
        }
        if (parts.ways.isEmpty() && (parts.index != 0 || parts.gateway.isPresent())) {
            parts.ways.add(way(parts, 1, flags));
        }
    }

    private static RouteWay way(Parts parts, int weight, int flags) {
        return new RouteWay(
                parts.gateway, parts.index, weight, (flags & RTNH_F_ONLINK) != 0, Optional.empty(), parts.realms);
    }

    private static void multipath(byte[] octets, List<RouteWay> ways) {
        ByteBuffer buffer = ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
        int at = 0;
        while (octets.length - at >= RTNEXTHOP) {
            int whole = buffer.getShort(at) & 0xFFFF;
            if (whole < RTNEXTHOP || whole > octets.length - at) {
                return;
            }
            Parts parts = new Parts();
            int flags = buffer.get(at + 2) & 0xFF;
            Attributes attributes = new Attributes(buffer, at + RTNEXTHOP, at + whole);
            while (attributes.next()) {
                switch (attributes.type()) {
                    case RouteWriter.RTA_GATEWAY -> parts.gateway = Optional.ofNullable(ip(attributes));
                    case RouteWriter.RTA_VIA -> parts.gateway = via(attributes);
                    case RouteWriter.RTA_FLOW -> parts.realms = attributes.i32();
                    default -> {
                        // Encapsulation.
                    }
                }
            }
            parts.index = buffer.getInt(at + 4);
            ways.add(way(parts, (buffer.get(at + 3) & 0xFF) + 1, flags));
            at += whole + 3 & ~3;
        }
    }

    /** A router of another family: struct rtvia. */
    private static Optional<Ip> via(Attributes attributes) {
        byte[] octets = attributes.octets();
        return octets.length == 6 || octets.length == 18
                ? Optional.of(Ip.of(Arrays.copyOfRange(octets, 2, octets.length)))
                : Optional.empty();
    }
}
