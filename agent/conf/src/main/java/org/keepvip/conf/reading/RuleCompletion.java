package org.keepvip.conf.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.routing.Name;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.RuleLine;
import org.keepvip.conf.routing.RuleLine.Consequence;
import org.keepvip.conf.routing.RuleLine.Packets;
import org.keepvip.conf.routing.Subnet;
import org.keepvip.conf.routing.Unsigned;

/** Completes one rule: family, numbers for names, preference, and what may not stand together. */
final class RuleCompletion {
    private final Line<RuleLine> line;
    private final RuleLine rule;
    private final LineNumbers numbers;
    private final Problems problems;
    private boolean isVoid;

    RuleCompletion(Line<RuleLine> line, RoutingNames names, Problems problems) {
        this.line = line;
        this.rule = line.value();
        this.problems = problems;
        this.numbers = new LineNumbers(line, names, problems);
    }

    /** The rule; empty when it cannot be one, which a problem then says. */
    Optional<Line<RuleLine>> complete(Preferences preferences) {
        Family family = family();
        check(family);
        Packets packets = packets();
        Consequence consequence = consequence();
        Name protocol = numbers.protocol(rule.protocol(), rule.tracked(), 0);
        if (isVoid || numbers.isVoid()) {
            return Optional.empty();
        }
        Unsigned preference = rule.preference().orElseGet(() -> chosen(preferences.next(family)));
        RuleLine completed = new RuleLine(
                Optional.of(RouteLine.Inet.of(family)),
                packets,
                consequence,
                Optional.of(preference),
                Optional.of(protocol),
                rule.watch());
        return Optional.of(new Line<>(completed, line.first(), line.options()));
    }

    private Unsigned chosen(int preference) {
        problems.error(
                Kind.GENERAL,
                line.first(),
                "the rule has no preference; " + preference + " is used, which is probably not what you want",
                "write preference NUMBER");
        return new Unsigned(preference);
    }

    private Family family() {
        return Stream.of(
                        rule.inet().map(RouteLine.Inet::family),
                        rule.packets().source().flatMap(Subnet::family),
                        rule.packets().destination().flatMap(Subnet::family))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Family.IPV4);
    }

    private void check(Family family) {
        Set<Family> others = new LinkedHashSet<>();
        rule.packets().source().flatMap(Subnet::family).ifPresent(others::add);
        rule.packets().destination().flatMap(Subnet::family).ifPresent(others::add);
        others.remove(family);
        if (!others.isEmpty()) {
            refuse("to", "the rule's addresses are not all " + Texts.of(family), "write addresses of one family");
        }
        if (family == Family.IPV6 && rule.consequence().realms().isPresent()) {
            refuse("realms", "realms are for IPv4 rules", "remove realms");
        }
        List<Optional<?>> consequences = List.of(
                rule.consequence().table(),
                rule.consequence().action(),
                rule.consequence().target());
        long count = consequences.stream().filter(Optional::isPresent).count();
        if (count == 0) {
            refuse("", "the rule does nothing", "write table TABLE, goto NUMBER, blackhole, unreachable or prohibit");
        } else if (count > 1) {
            refuse(
                    "table",
                    "a rule does one thing",
                    "write one of table, l3mdev, goto, nop, blackhole, unreachable, prohibit");
        }
        boolean back = rule.consequence()
                .target()
                .filter(target -> rule.preference()
                        .filter(own -> own.value() >= target.value())
                        .isPresent())
                .isPresent();
        if (back) {
            refuse("goto", "a rule goes forward, to a preference above its own", "write a larger number after goto");
        }
    }

    private Packets packets() {
        Packets written = rule.packets();
        return new Packets(
                written.inversion(),
                written.source().map(subnet -> network(subnet, "from")),
                written.destination().map(subnet -> network(subnet, "to")),
                numbers.number("tos", RoutingNames.Kind.FIELD, written.tos()),
                written.fwmark(),
                written.input(),
                written.output(),
                written.tunnelId(),
                written.users(),
                written.ipProtocol(),
                written.sourcePorts(),
                written.destinationPorts());
    }

    private Subnet network(Subnet subnet, String option) {
        Subnet network = subnet.network();
        if (!network.equals(subnet)) {
            problems.warn(
                    Kind.ADVICE,
                    line.at(option),
                    subnet + " has bits behind its prefix; " + network + " is used",
                    "write " + network);
        }
        return network;
    }

    private Consequence consequence() {
        Consequence written = rule.consequence();
        Optional<Name> table = numbers.number("table", RoutingNames.Kind.TABLE, written.table());
        if (table.filter(name -> name.equals(Name.of(0))).isPresent()) {
            refuse("table", "table 0 is no table", "write table main, or a number from 1");
        }
        return new Consequence(
                table,
                written.action(),
                written.target(),
                written.suppressPrefixLength(),
                numbers.number("suppress_ifgroup", RoutingNames.Kind.GROUP, written.suppressGroup()),
                numbers.realms(written.realms()));
    }

    private void refuse(String option, String reason, String fix) {
        isVoid = true;
        problems.error(Kind.GENERAL, line.at(option), reason + "; the line is ignored", fix);
    }

    /** Preferences for rules without one, as keepalived gives them: downwards in the order of the file, each family its own. */
    static final class Preferences {
        private static final int FIRST = 16384;
        private int ipv4 = FIRST;
        private int ipv6 = FIRST;

        int next(Family family) {
            return switch (family) {
                case IPV4 -> ipv4--;
                case IPV6 -> ipv6--;
            };
        }
    }
}
