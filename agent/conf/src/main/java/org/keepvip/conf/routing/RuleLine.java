package org.keepvip.conf.routing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.keyword.Choice;
import org.keepvip.conf.keyword.FreeLine;
import org.keepvip.conf.keyword.Group;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.model.InterfaceName;

/**
 * A line of virtual_rules or static_rules, as ip-rule(8) has it. After reading, family, preference, protocol and table are
 * numbers.
 */
@FreeLine
public record RuleLine(
        @Choice(help = "Its family.", otherwise = "that of its addresses, else inet")
        Optional<RouteLine.Inet> inet,

        @Group Packets packets,
        @Group Consequence consequence,

        @Keyword(
                value = "preference",
                also = {"priority", "order"},
                help = "Rules are tried in the order of their preferences.",
                otherwise = "the next free one from 16384 downwards")
        Optional<Unsigned> preference,

        @Keyword(
                value = "protocol",
                help = "Who made it (rt_protos). A rule that is watched is always keepalived's, 18.",
                otherwise = "18, with no_track 0")
        Optional<Name> protocol,

        @Group RouteLine.Watch watch) {

    /** The packets it is for. */
    @FreeLine
    public record Packets(
            @Choice(help = "It is for the packets that do not match.", otherwise = "for those that do")
            Optional<Inversion> inversion,

            @Keyword(value = "from", help = "Packets from there.", otherwise = "all")
            Optional<Subnet> source,

            @Keyword(value = "to", help = "Packets to there.", otherwise = "all")
            Optional<Subnet> destination,

            @Keyword(value = "tos", also = "dsfield", help = "Packets of this TOS (rt_dsfield).", otherwise = "all")
            Optional<Name> tos,

            @Keyword(value = "fwmark", help = "Packets with this firewall mark.", otherwise = "all")
            Optional<Fwmark> fwmark,

            @Keyword(value = "iif", also = "dev", help = "Packets that came in there.", otherwise = "all")
            Optional<InterfaceName> input,

            @Keyword(value = "oif", help = "Packets of sockets bound to that interface.", otherwise = "all")
            Optional<InterfaceName> output,

            @Keyword(
                    value = "tunnel-id",
                    help = "Packets out of this tunnel.",
                    min = "0",
                    max = "9223372036854775807",
                    otherwise = "all")
            Optional<Long> tunnelId,

            @Keyword(value = "uidrange", help = "Packets of these users.", otherwise = "all")
            Optional<Span> users,

            @Keyword(value = "ipproto", help = "Packets of this protocol.", otherwise = "all")
            Optional<IpProtocol> ipProtocol,

            @Keyword(
                    value = "sport",
                    note = "A single port needs no range.",
                    help = "Packets from these ports.",
                    otherwise = "all")
            Optional<PortRange> sourcePorts,

            @Keyword(
                    value = "dport",
                    note = "A single port needs no range.",
                    help = "Packets to these ports.",
                    otherwise = "all")
            Optional<PortRange> destinationPorts) {}

    /** The word that turns a rule round. */
    public enum Inversion {
        NOT
    }

    /** What becomes of them: exactly one of table, l3mdev, goto and an action. */
    @FreeLine
    public record Consequence(
            @Keyword(value = "table", also = "lookup", help = "They are looked up in this table.", otherwise = "none")
            Optional<Name> table,

            @Choice(help = "What becomes of them instead of a look-up; l3mdev looks up in their VRF's table.")
            Optional<Action> action,

            @Keyword(value = "goto", help = "The rules go on at this preference.", otherwise = "none")
            Optional<Unsigned> target,

            @Keyword(
                    value = "suppress_prefixlength",
                    also = "sup_pl",
                    help = "Routes with a prefix this long or shorter do not count.",
                    min = "0",
                    max = "128",
                    otherwise = "all count")
            Optional<Integer> suppressPrefixLength,

            @Keyword(
                    value = "suppress_ifgroup",
                    also = "sup_group",
                    help = "Routes out of interfaces of this group do not count.",
                    otherwise = "all count")
            Optional<Name> suppressGroup,

            @Keyword(value = "realms", help = "Their realms (rt_realms), IPv4 only.", otherwise = "none")
            Optional<Realms> realms) {}

    /** What becomes of packets without a look-up in a named table. */
    public enum Action {
        L3MDEV,
        NOP,
        BLACKHOLE,
        UNREACHABLE,
        PROHIBIT
    }

    /** The family of a completed line. */
    public Family family() {
        return inet.map(RouteLine.Inet::family).orElse(Family.IPV4);
    }

    /** Whether its removal by somebody else is answered. */
    public boolean tracked() {
        return !watch.untracked();
    }

    /** The interfaces that it names. */
    public List<InterfaceName> devices() {
        return Stream.concat(packets.input().stream(), packets.output().stream())
                .distinct()
                .toList();
    }

    /** As a log or a status names it: preference, addresses and what becomes of the packets. */
    public String label() {
        StringBuilder label = new StringBuilder();
        preference.ifPresent(number -> label.append(number).append(": "));
        packets.inversion().ifPresent(_ -> label.append("not "));
        label.append("from ").append(packets.source().map(Subnet::toString).orElse("all"));
        packets.destination().ifPresent(subnet -> label.append(" to ").append(subnet));
        packets.input().ifPresent(device -> label.append(" iif ").append(device));
        packets.output().ifPresent(device -> label.append(" oif ").append(device));
        consequence.table().ifPresent(table -> label.append(" table ").append(table));
        consequence.target().ifPresent(target -> label.append(" goto ").append(target));
        consequence
                .action()
                .ifPresent(action -> label.append(' ').append(action.name().toLowerCase(Locale.ROOT)));
        return label.toString();
    }
}
