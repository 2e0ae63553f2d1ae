package org.keepvip.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/** Writes struct rtmsg and its attributes. */
final class RouteWriter {
    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    static final int RTA_DST = 1;
    static final int RTA_SRC = 2;
    static final int RTA_OIF = 4;
    static final int RTA_GATEWAY = 5;
    static final int RTA_PRIORITY = 6;
    static final int RTA_PREFSRC = 7;
    static final int RTA_METRICS = 8;
    static final int RTA_MULTIPATH = 9;
    static final int RTA_FLOW = 11;
    static final int RTA_TABLE = 15;
    static final int RTA_VIA = 18;
    static final int RTA_PREF = 20;
    static final int RTA_ENCAP_TYPE = 21;
    static final int RTA_ENCAP = 22;
    static final int RTA_EXPIRES = 23;
    static final int RTA_TTL_PROPAGATE = 26;
    private static final int RTAX_LOCK = 1;
    private static final int RTAX_CC_ALGO = 16;
    private static final int RTNH_F_ONLINK = 4;
    private static final int RT_TABLE_COMPAT = 252;
    private static final int LARGEST_OCTET = 255;

    private final ByteBuffer buffer;
    private final AttributeWriter out;

    RouteWriter(ByteBuffer buffer) {
        this.buffer = buffer;
        this.out = new AttributeWriter(buffer);
    }

    void add(Route route, RoutingChange.Placement placement, int flags, int sequence) {
        int how = switch (placement) {
            case ALONE -> RoutingWriter.NLM_F_EXCL;
            case FIRST -> 0;
            case LAST -> RoutingWriter.NLM_F_APPEND;
        };
        int start = out.message(RTM_NEWROUTE, flags | RoutingWriter.NLM_F_CREATE | how, sequence);
        body(route);
        route.expires().ifPresent(seconds -> out.i32(RTA_EXPIRES, seconds.intValue()));
        out.end(start);
    }

    void remove(Route route, int flags, int sequence) {
        int start = out.message(RTM_DELROUTE, flags, sequence);
        body(route);
        out.end(start);
    }

    private void body(Route route) {
        Optional<RouteWay> only =
                route.ways().size() == 1 ? Optional.of(route.ways().getFirst()) : Optional.empty();
        buffer.put((byte) route.family().number())
                .put((byte) route.destination().length())
                .put((byte) route.source().map(IpPrefix::length).orElse(0).intValue())
                .put((byte) route.tos())
                .put((byte) (route.table() > LARGEST_OCTET ? RT_TABLE_COMPAT : route.table()))
                .put((byte) route.protocol())
                .put((byte) route.scope())
                .put((byte) route.type().number())
                .putInt(only.filter(RouteWay::onlink).isPresent() ? RTNH_F_ONLINK : 0);
        if (route.destination().length() > 0) {
            out.octets(RTA_DST, route.destination().address().octets());
        }
        route.source().ifPresent(prefix -> out.octets(RTA_SRC, prefix.address().octets()));
        if (route.table() > LARGEST_OCTET) {
            out.i32(RTA_TABLE, (int) route.table());
        }
        if (route.metric() != 0) {
            out.i32(RTA_PRIORITY, (int) route.metric());
        }
        route.preferredSource().ifPresent(address -> out.octets(RTA_PREFSRC, address.octets()));
        only.ifPresent(way -> {
            if (way.index() != 0) {
                out.i32(RTA_OIF, way.index());
            }
            way(way, route.family());
        });
        if (route.ways().size() > 1) {
            multipath(route);
        }
        if (route.realms() != 0) {
            out.i32(RTA_FLOW, route.realms());
        }
        metrics(route.metrics());
        route.preference().ifPresent(number -> out.i8(RTA_PREF, number));
        route.ttlPropagate().ifPresent(on -> out.i8(RTA_TTL_PROPAGATE, on ? 1 : 0));
    }

    private void multipath(Route route) {
        int nest = out.compound(RTA_MULTIPATH);
        for (RouteWay way : route.ways()) {
            int start = buffer.position();
            buffer.putShort((short) 0)
                    .put((byte) (way.onlink() ? RTNH_F_ONLINK : 0))
                    .put((byte) (way.weight() - 1))
                    .putInt(way.index());
            way(way, route.family());
            buffer.putShort(start, (short) (buffer.position() - start));
        }
        out.endNested(nest);
    }

    private void way(RouteWay way, AddressFamily family) {
        way.gateway().ifPresent(gateway -> {
            if (gateway.family() == family) {
                out.octets(RTA_GATEWAY, gateway.octets());
            } else {
                via(gateway);
            }
        });
        way.tunnel().ifPresent(this::tunnel);
        if (way.realms() != 0) {
            out.i32(RTA_FLOW, way.realms());
        }
    }

    /** A router of another family: struct rtvia. */
    private void via(Ip gateway) {
        byte[] octets = gateway.octets();
        out.octets(
                RTA_VIA,
                ByteBuffer.allocate(2 + octets.length)
                        .order(ByteOrder.nativeOrder())
                        .putShort((short) gateway.family().number())
                        .put(octets)
                        .array());
    }

    private void metrics(RouteMetrics metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        int nest = out.compound(RTA_METRICS);
        int locks = metrics.congestionLocked() ? 1 << RTAX_CC_ALGO : 0;
        for (RouteMetrics.Metric metric : metrics.locked()) {
            locks |= 1 << metric.number();
        }
        if (locks != 0) {
            out.i32(RTAX_LOCK, locks);
        }
        metrics.values().forEach((metric, value) -> out.i32(metric.number(), value.intValue()));
        metrics.congestion().ifPresent(name -> out.text(RTAX_CC_ALGO, name));
        out.endNested(nest);
    }

    private void tunnel(Tunnel tunnel) {
        int type = switch (tunnel) {
            case Tunnel.Labels _ -> 1;
            case Tunnel.Header header ->
                switch (header.outer()) {
                    case IPV4 -> 2;
                    case IPV6 -> 4;
                };
            case Tunnel.Locator _ -> 3;
        };
        out.i16(RTA_ENCAP_TYPE, type);
        int nest = out.compound(RTA_ENCAP);
        switch (tunnel) {
            case Tunnel.Header header -> header(header);
            case Tunnel.Labels labels -> labels(labels);
            case Tunnel.Locator(long bits) -> out.network64(1, bits);
        }
        out.endNested(nest);
    }

    /** LWTUNNEL_IP_* and LWTUNNEL_IP6_*, whose numbers are the same. */
    private void header(Tunnel.Header header) {
        header.id().ifPresent(id -> out.network64(1, id));
        header.destination().ifPresent(address -> out.octets(2, address.octets()));
        header.source().ifPresent(address -> out.octets(3, address.octets()));
        header.ttl().ifPresent(ttl -> out.i8(4, ttl));
        header.tos().ifPresent(tos -> out.i8(5, tos));
        header.flags()
                .ifPresent(flags -> out.octets(
                        6, ByteBuffer.allocate(2).putShort(flags.shortValue()).array()));
    }

    /** The label stack of RFC 3032 section 2.1, its last entry marked, and MPLS_IPTUNNEL_TTL. */
    private void labels(Tunnel.Labels labels) {
        ByteBuffer stack = ByteBuffer.allocate(4 * labels.labels().size());
        for (int i = 0; i < labels.labels().size(); i++) {
            boolean last = i == labels.labels().size() - 1;
            stack.putInt(labels.labels().get(i) << 12 | (last ? 1 << 8 : 0));
        }
        out.octets(1, stack.array());
        labels.ttl().ifPresent(ttl -> out.i8(2, ttl));
    }
}
