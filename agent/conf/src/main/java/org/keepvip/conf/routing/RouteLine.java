package org.keepvip.conf.routing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Choice;
import org.keepvip.conf.keyword.FreeLine;
import org.keepvip.conf.keyword.Group;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Positional;
import org.keepvip.conf.model.InterfaceName;

/**
 * A line of virtual_routes or static_routes, as ip-route(8) has it. After reading, family, table, protocol and scope are
 * numbers, and host bits are cleared.
 */
@FreeLine(lead = "to")
public record RouteLine(
        @Positional("destination") Subnet destination,
        @Group Manner manner,
        @Group Hop hop,
        @Group Selection selection,
        @Group Choices choices,
        @Group Metrics metrics,

        @Keyword(value = "nexthop", help = "One of several ways that share the packets.", otherwise = "none")
        List<Nexthop> nexthops,

        @Group Watch watch) {

    /** How it is added and of what kind it is. */
    @FreeLine
    public record Manner(
            @Choice(help = "Where it goes among routes of the same destination, TOS and metric.", standard = "prepend")
            Placement placement,

            @Choice(help = "Its family.", otherwise = "that of its addresses, else inet")
            Optional<Inet> inet,

            @Choice(help = "What becomes of packets that take it.", standard = "unicast")
            Type type) {}

    /** Where a route goes among its likes. */
    public enum Placement {
        ADD,
        PREPEND,
        APPEND
    }

    /** A family in the words of iproute2. */
    public enum Inet {
        INET,
        INET6;

        /** Our name for it. */
        public Family family() {
            return switch (this) {
                case INET -> Family.IPV4;
                case INET6 -> Family.IPV6;
            };
        }

        /** The word for a family. */
        public static Inet of(Family family) {
            return switch (family) {
                case IPV4 -> INET;
                case IPV6 -> INET6;
            };
        }
    }

    /** What becomes of packets (rtm_type, rtnetlink(7)). */
    public enum Type {
        UNICAST,
        LOCAL,
        BROADCAST,
        ANYCAST,
        MULTICAST,
        BLACKHOLE,
        UNREACHABLE,
        PROHIBIT,
        THROW,
        NAT
    }

    /** The way, when there is one. */
    @FreeLine
    public record Hop(
            @Keyword(value = "via", formerly = "gw", help = "The next router.", otherwise = "none")
            Optional<Gateway> gateway,

            @Keyword(
                    value = "or",
                    help = "Deprecated: another router of the same weight; write nexthop.",
                    otherwise = "none")
            Optional<Gateway> alternative,

            @Keyword(
                    value = "dev",
                    also = "oif",
                    help = "The interface it goes out of.",
                    otherwise = "the one that leads to the router")
            Optional<InterfaceName> device,

            @Keyword(value = "onlink", help = "The router counts as attached, whatever the addresses say.")
            boolean onlink,

            @Keyword(value = "encap", help = "The tunnel packets are put into.", otherwise = "none")
            Optional<Encapsulation> encapsulation) {}

    /** What tells it from other routes to the same destination. */
    @FreeLine
    public record Selection(
            @Keyword(value = "from", help = "Only packets from there, IPv6 only.", otherwise = "all")
            Optional<Subnet> source,

            @Keyword(value = "table", help = "The routing table (rt_tables).", otherwise = "main")
            Optional<Name> table,

            @Keyword(value = "vrf", help = "The routing table of this VRF, in the place of table.", otherwise = "none")
            Optional<InterfaceName> vrf,

            @Keyword(
                    value = "protocol",
                    help = "Who made it (rt_protos). A route that is watched is always keepalived's, 18.",
                    otherwise = "18")
            Optional<Name> protocol,

            @Keyword(value = "scope", help = "How far its destination is (rt_scopes).", otherwise = "global")
            Optional<Name> scope,

            @Keyword(value = "tos", also = "dsfield", help = "Only packets of this TOS (rt_dsfield).", otherwise = "0")
            Optional<Name> tos,

            @Keyword(
                    value = "metric",
                    also = {"priority", "preference"},
                    help = "The smaller, the better.",
                    min = "0",
                    max = "4294967295",
                    otherwise = "0, for IPv6 1024")
            Optional<Long> metric) {}

    /** What else the kernel is told. */
    @FreeLine
    public record Choices(
            @Keyword(
                    value = "src",
                    help = "The address that packets of our own leave from.",
                    otherwise = "the kernel's")
            Optional<IpAddress> preferredSource,

            @Keyword(value = "realms", help = "Its realms (rt_realms), IPv4 only.", otherwise = "none")
            Optional<Realms> realms,

            @Keyword(value = "pref", help = "Its rank among those of the same metric, IPv6 only.", otherwise = "medium")
            Optional<RouterPreference> routerPreference,

            @Keyword(
                    value = "expires",
                    help = "When the kernel removes it, IPv6 only.",
                    min = "0",
                    max = "4294967295",
                    unit = "s",
                    otherwise = "never")
            Optional<Long> expires,

            @Keyword(
                    value = "ttl-propagate",
                    help = "MPLS: the TTL is copied to the labels.",
                    otherwise = "the kernel's")
            Optional<Enabled> ttlPropagate) {}

    /** What happens when somebody removes it. */
    @FreeLine
    public record Watch(
            @Keyword(value = "no_track", help = "Its removal by somebody else is not answered.")
            boolean untracked,

            @Keyword(
                    value = "track_group",
                    help = "Static lines only: members of the group are in FAULT while it is missing.",
                    otherwise = "none")
            Optional<String> trackGroup) {}

    /** The family of a completed line. */
    public Family family() {
        return manner.inet().map(Inet::family).orElse(Family.IPV4);
    }

    /** Whether its removal by somebody else is answered. */
    public boolean tracked() {
        return !watch.untracked();
    }

    /** The interfaces that it names. */
    public List<InterfaceName> devices() {
        return Stream.concat(hop.device().stream(), nexthops.stream().flatMap(way -> way.device().stream()))
                .distinct()
                .toList();
    }

    /** As a log or a status names it: destination, way and table. */
    public String label() {
        StringBuilder label = new StringBuilder();
        if (manner.type() != Type.UNICAST) {
            label.append(manner.type().name().toLowerCase(Locale.ROOT)).append(' ');
        }
        label.append(destination.prefix().isEmpty() && family() == Family.IPV6 ? "inet6 default" : destination);
        hop.gateway().ifPresent(gateway -> label.append(" via ").append(gateway));
        hop.device().ifPresent(device -> label.append(" dev ").append(device));
        nexthops.forEach(way -> {
            label.append(" nexthop");
            way.gateway().ifPresent(gateway -> label.append(" via ").append(gateway));
            way.device().ifPresent(device -> label.append(" dev ").append(device));
        });
        selection
                .table()
                .filter(table -> !table.equals(Name.of(254)))
                .ifPresent(table -> label.append(" table ").append(table));
        selection.metric().ifPresent(metric -> label.append(" metric ").append(metric));
        return label.toString();
    }
}
