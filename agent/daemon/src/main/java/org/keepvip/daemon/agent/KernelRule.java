package org.keepvip.daemon.agent;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.routing.Name;
import org.keepvip.conf.routing.PortRange;
import org.keepvip.conf.routing.Realms;
import org.keepvip.conf.routing.RuleLine;
import org.keepvip.conf.routing.Subnet;
import org.keepvip.conf.routing.Unsigned;
import org.keepvip.linux.netlink.IpPrefix;
import org.keepvip.linux.netlink.Rule;
import org.keepvip.linux.netlink.RuleAction;

/** Rules as the configuration writes them, in the kernel's words. */
final class KernelRule {
    private static final int ALL_BITS = -1;

    private KernelRule() {}

    static Rule of(RuleLine line) {
        RuleLine.Packets packets = line.packets();
        RuleLine.Consequence consequence = line.consequence();
        Family family = line.family();
        return new Rule(
                KernelRoute.family(family),
                line.preference().map(Unsigned::value).orElse(0L),
                action(consequence),
                packets.inversion().isPresent(),
                packets.source().flatMap(KernelRule::prefix),
                packets.destination().flatMap(KernelRule::prefix),
                packets.tos().map(Name::value).orElse(0),
                packets.fwmark()
                        .map(mark -> new Rule.Mark(
                                (int) mark.mark().value(),
                                mark.mask().map(mask -> (int) mask.value()).orElse(ALL_BITS))),
                packets.input().map(InterfaceName::name),
                packets.output().map(InterfaceName::name),
                packets.tunnelId(),
                packets.users().map(span -> new Rule.Range(span.first(), span.last())),
                packets.ipProtocol().map(protocol -> protocol.number()),
                packets.sourcePorts().map(KernelRule::range),
                packets.destinationPorts().map(KernelRule::range),
                consequence
                        .table()
                        .map(Name::value)
                        .map(Integer::toUnsignedLong)
                        .orElse(0L),
                consequence.target().map(Unsigned::value).orElse(0L),
                consequence.suppressPrefixLength(),
                consequence.suppressGroup().map(Name::value),
                consequence.realms().map(Realms::value).orElse(0),
                line.protocol().map(Name::value).orElse(0));
    }

    /** A prefix of no bits is none. */
    private static Optional<IpPrefix> prefix(Subnet subnet) {
        return subnet.prefix().filter(prefix -> prefix.length() > 0).map(KernelRoute::prefix);
    }

    private static Rule.Range range(PortRange ports) {
        return new Rule.Range(ports.first(), ports.last());
    }

    private static RuleAction action(RuleLine.Consequence consequence) {
        if (consequence.target().isPresent()) {
            return RuleAction.GOTO;
        }
        return consequence
                .action()
                .map(action -> switch (action) {
                    case L3MDEV -> RuleAction.L3MDEV;
                    case NOP -> RuleAction.NOP;
                    case BLACKHOLE -> RuleAction.BLACKHOLE;
                    case UNREACHABLE -> RuleAction.UNREACHABLE;
                    case PROHIBIT -> RuleAction.PROHIBIT;
                })
                .orElse(RuleAction.TABLE);
    }
}
