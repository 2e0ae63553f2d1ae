package org.keepvip.conf.reading;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Scope;

/** What a single address line may not combine. */
record AddressLineRules(Problems problems) {
    private static final Scope GLOBAL = new Scope(0);

    /** The line without what has no effect; empty when it cannot be used at all. A problem says what and why. */
    Optional<Line<AddressLine>> apply(Line<AddressLine> line) {
        AddressLine address = line.value();
        IpAddress ip = address.address().address();
        boolean ipv6 = address.family() == Family.IPV6;
        if (ip.isMulticast() || ip.isUnspecified()) {
            return leftOut(line, "address", ip + " cannot be held by an interface", "write a unicast address");
        }
        if (ipv6 && address.broadcast().isPresent()) {
            return leftOut(line, "brd", "IPv6 has no broadcast", "remove brd");
        }
        if (ipv6 && address.label().isPresent()) {
            ignored(line, "label", "IPv6 addresses have no label");
        }
        if (ipv6 && line.options().containsKey("scope")) {
            ignored(line, "scope", "the kernel itself gives IPv6 addresses their scope");
        }
        return Optional.of(new Line<>(
                address.with(
                        ipv6 ? GLOBAL : address.scope(),
                        ipv6 ? Optional.empty() : address.label(),
                        address.peer().filter(peer -> fits(line, peer))),
                line.first(),
                line.options()));
    }

    private boolean fits(Line<AddressLine> line, Prefix peer) {
        boolean fits = peer.family() == line.value().family();
        if (!fits) {
            ignored(
                    line,
                    "peer",
                    "peer " + peer.address() + " is of another family than "
                            + line.value().address());
        }
        return fits;
    }

    private void ignored(Line<AddressLine> line, String option, String reason) {
        problems.error(Kind.GENERAL, line.at(option), reason + "; " + option + " is ignored", "remove " + option);
    }

    private Optional<Line<AddressLine>> leftOut(Line<AddressLine> line, String option, String reason, String fix) {
        problems.error(
                Kind.GENERAL, line.at(option), reason + "; " + line.value().address() + " is left out", fix);
        return Optional.empty();
    }
}
