package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.routing.Encapsulation;
import org.keepvip.conf.routing.Gateway;
import org.keepvip.conf.routing.Name;
import org.keepvip.conf.routing.Nexthop;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.RouteLine.Hop;
import org.keepvip.conf.routing.RouteLine.Inet;
import org.keepvip.conf.routing.RouteLine.Manner;
import org.keepvip.conf.routing.RouteLine.Selection;
import org.keepvip.conf.routing.Subnet;

/** Completes one route: family, numbers for names, and what may not stand together. */
final class RouteCompletion {
    private final Line<RouteLine> line;
    private final RouteLine route;
    private final LineNumbers numbers;
    private final Problems problems;
    private boolean isVoid;

    RouteCompletion(Line<RouteLine> line, RoutingNames names, Problems problems) {
        this.line = line;
        this.route = line.value();
        this.problems = problems;
        this.numbers = new LineNumbers(line, names, problems);
    }

    /** The route; empty when it cannot be one, which a problem then says. */
    Optional<Line<RouteLine>> complete() {
        Family family = family();
        families(family);
        way(family);
        route.hop().encapsulation().ifPresent(this::encapsulation);
        route.nexthops().forEach(way -> way.encapsulation().ifPresent(this::encapsulation));
        RouteLine completed = new RouteLine(
                destination(),
                new Manner(
                        route.manner().placement(),
                        Optional.of(Inet.of(family)),
                        route.manner().type()),
                new Hop(
                        alternative().isEmpty() ? route.hop().gateway() : Optional.empty(),
                        Optional.empty(),
                        alternative().isEmpty() ? route.hop().device() : Optional.empty(),
                        route.hop().onlink(),
                        route.hop().encapsulation()),
                selection(family),
                new RouteLine.Choices(
                        route.choices().preferredSource(),
                        numbers.realms(route.choices().realms()),
                        route.choices().routerPreference(),
                        route.choices().expires(),
                        route.choices().ttlPropagate()),
                route.metrics(),
                nexthops(),
                route.watch());
        return isVoid || numbers.isVoid()
                ? Optional.empty()
                : Optional.of(new Line<>(completed, line.first(), line.options()));
    }

    private Family family() {
        List<Optional<Family>> said = List.of(
                route.manner().inet().map(Inet::family),
                route.destination().family(),
                route.selection().source().flatMap(Subnet::family),
                route.hop().gateway().map(Gateway::address).map(IpAddress::family),
                route.choices().preferredSource().map(IpAddress::family),
                route.nexthops().stream()
                        .flatMap(way -> way.gateway().stream())
                        .map(way -> way.address().family())
                        .findFirst());
        return said.stream().flatMap(Optional::stream).findFirst().orElse(Family.IPV4);
    }

    /** IPv4 may go by way of an IPv6 router (linux 5.2), not the other way round. */
    private void families(Family family) {
        Set<Family> same = new LinkedHashSet<>();
        route.destination().family().ifPresent(same::add);
        route.selection().source().flatMap(Subnet::family).ifPresent(same::add);
        route.choices().preferredSource().map(IpAddress::family).ifPresent(same::add);
        if (family == Family.IPV6) {
            route.hop().gateway().map(way -> way.address().family()).ifPresent(same::add);
            route.nexthops()
                    .forEach(way ->
                            way.gateway().map(other -> other.address().family()).ifPresent(same::add));
        }
        same.remove(family);
        if (!same.isEmpty()) {
            refuse(
                    "",
                    "an " + Texts.of(family) + " route has no "
                            + Texts.of(same.iterator().next()) + " addresses",
                    "write addresses of one family");
        }
        if (family == Family.IPV4) {
            only("from", route.selection().source().isPresent(), Family.IPV6);
            only("pref", route.choices().routerPreference().isPresent(), Family.IPV6);
            only("expires", route.choices().expires().isPresent(), Family.IPV6);
        } else {
            boolean inNexthops =
                    route.nexthops().stream().anyMatch(way -> way.realms().isPresent());
            only("realms", route.choices().realms().isPresent() || inNexthops, Family.IPV4);
        }
    }

    private void only(String option, boolean written, Family family) {
        if (written) {
            refuse(option, option + " is for " + Texts.of(family) + " routes", "remove " + option);
        }
    }

    /** Routes of some kinds lead nowhere, the others have to lead somewhere. */
    private void way(Family family) {
        boolean via = route.hop().gateway().isPresent() || !route.nexthops().isEmpty();
        boolean leads = via || route.hop().device().isPresent();
        String type = route.manner().type().name().toLowerCase(java.util.Locale.ROOT);
        switch (route.manner().type()) {
            case BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> {
                if (via || (leads && family == Family.IPV4)) {
                    refuse(type, "a route of type " + type + " leads nowhere", "remove via, dev and nexthop");
                }
            }
            case UNICAST, MULTICAST, LOCAL, BROADCAST, ANYCAST, NAT -> {
                if (!leads) {
                    refuse("", "the route leads nowhere", "write via ADDRESS, dev INTERFACE, or blackhole");
                }
            }
        }
        if (route.hop().gateway().isPresent() && !route.nexthops().isEmpty()) {
            refuse("via", "via stands beside nexthop, and the kernel takes one of them", "write it as another nexthop");
        }
        if (route.hop().alternative().isPresent() && route.hop().gateway().isEmpty()) {
            refuse("or", "or stands without via", "write nexthop via ADDRESS");
        }
        if (route.selection().table().isPresent() && route.selection().vrf().isPresent()) {
            refuse("vrf", "vrf stands beside table", "remove one of them");
        }
    }

    private void encapsulation(Encapsulation tunnel) {
        int kinds = (tunnel.outer().isPresent() ? 1 : 0)
                + (tunnel.mpls().isPresent() ? 1 : 0)
                + (tunnel.ila().isPresent() ? 1 : 0);
        if (kinds != 1) {
            refuse(
                    "encap",
                    "encap takes one of ip, ip6, mpls and ila",
                    "write encap ip id ID dst ADDRESS, for example");
            return;
        }
        Optional<Family> outer = tunnel.outer().map(header -> switch (header) {
            case IP -> Family.IPV4;
            case IP6 -> Family.IPV6;
        });
        List<IpAddress> ends = new ArrayList<>();
        tunnel.destination().ifPresent(ends::add);
        tunnel.source().ifPresent(ends::add);
        if (ends.stream().anyMatch(end -> !Optional.of(end.family()).equals(outer))) {
            refuse("encap", "the tunnel's ends are not of its header's family", "write addresses of that family");
        }
    }

    private Subnet destination() {
        Subnet network = route.destination().network();
        if (!network.equals(route.destination())) {
            problems.warn(
                    Kind.ADVICE,
                    line.first(),
                    route.destination() + " has bits behind its prefix, which the kernel refuses; " + network
                            + " is used",
                    "write " + network);
        }
        return network;
    }

    private Selection selection(Family family) {
        Selection written = route.selection();
        Optional<Name> table = numbers.number("table", RoutingNames.Kind.TABLE, written.table());
        if (table.filter(name -> name.equals(Name.of(0))).isPresent()) {
            refuse("table", "table 0 is no table", "write table main, or a number from 1");
        }
        return new Selection(
                written.source().map(Subnet::network),
                table.or(() -> written.vrf().isPresent() ? Optional.empty() : Optional.of(Name.of(RoutingRules.MAIN))),
                written.vrf(),
                Optional.of(numbers.protocol(written.protocol(), route.tracked(), RoutingRules.KEEPALIVED)),
                numbers.number("scope", RoutingNames.Kind.SCOPE, written.scope())
                        .or(() -> Optional.of(scope(family))),
                numbers.number("tos", RoutingNames.Kind.FIELD, written.tos()),
                written.metric());
    }

    /** What the kernel asks of routes to the machine itself and to broadcast addresses; keepalived asks for global. */
    private Name scope(Family family) {
        boolean ipv4 = family == Family.IPV4;
        return switch (route.manner().type()) {
            case LOCAL, NAT -> Name.of(ipv4 ? RoutingRules.HOST : RoutingRules.GLOBAL);
            case BROADCAST -> Name.of(ipv4 ? RoutingRules.LINK : RoutingRules.GLOBAL);
            case UNICAST, ANYCAST, MULTICAST, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> Name.of(RoutingRules.GLOBAL);
        };
    }

    private Optional<Gateway> alternative() {
        return route.hop().alternative();
    }

    private List<Nexthop> nexthops() {
        List<Nexthop> ways = new ArrayList<>();
        if (alternative().isPresent()) {
            problems.warn(Kind.DEPRECATED, line.at("or"), "or is an old word for a second nexthop", "write nexthop");
            ways.add(way(route.hop().gateway()));
            ways.add(way(alternative()));
        }
        for (Nexthop way : route.nexthops()) {
            ways.add(new Nexthop(
                    way.gateway(),
                    way.device(),
                    way.weight(),
                    way.onlink(),
                    way.encapsulation(),
                    numbers.realms(way.realms())));
        }
        return List.copyOf(ways);
    }

    private Nexthop way(Optional<Gateway> gateway) {
        return new Nexthop(
                gateway,
                route.hop().device(),
                1,
                route.hop().onlink(),
                route.hop().encapsulation(),
                Optional.empty());
    }

    private void refuse(String option, String reason, String fix) {
        isVoid = true;
        problems.error(Kind.GENERAL, line.at(option), reason + "; the line is ignored", fix);
    }
}
