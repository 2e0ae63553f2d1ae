package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.UnicastPeer;
import org.keepvip.conf.model.VrrpInstance;

/** What an instance's addresses must be: of one family, each once, no more than an advert can carry. */
final class AddressRules {
    /** What an advert's octet can count (RFC 9568 section 5.2.5). */
    private static final int MOST = 255;

    private final Draft<VrrpInstance> draft;
    private final Problems problems;

    AddressRules(Draft<VrrpInstance> draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    /** Leaves out what is against the rules and says so. */
    void apply(Family family) {
        List<Line<AddressLine>> advertised = new ArrayList<>();
        List<Line<AddressLine>> excluded = new ArrayList<>();
        Map<IpAddress, Location> seen = new HashMap<>();
        for (Line<AddressLine> line : draft.lines("virtual_ipaddress", AddressLine.class)) {
            if (ofFamily(line, family) && new AddressLineRules(problems).keeps(line) && once(line, seen)) {
                (advertised.size() < MOST ? advertised : excluded).add(line);
            }
        }
        if (!excluded.isEmpty()) {
            problems.warn(
                    Kind.WARNING,
                    excluded.getFirst().first(),
                    "an advert carries " + MOST + " addresses; the other " + excluded.size()
                            + " are held as if they were in virtual_ipaddress_excluded",
                    "move them there on all nodes");
        }
        for (Line<AddressLine> line : draft.lines("virtual_ipaddress_excluded", AddressLine.class)) {
            if (new AddressLineRules(problems).keeps(line) && once(line, seen)) {
                excluded.add(line);
            }
        }
        draft.lines("virtual_ipaddress", advertised);
        draft.lines("virtual_ipaddress_excluded", excluded);
        peers(family);
    }

    private boolean ofFamily(Line<AddressLine> line, Family family) {
        if (line.value().family() == family) {
            return true;
        }
        problems.error(
                Kind.GENERAL,
                line.first(),
                line.value().address() + " is not an " + Texts.of(family)
                        + " address as the instance's others are; it is left out",
                "move it to virtual_ipaddress_excluded, or to an instance of its own");
        return false;
    }

    private boolean once(Line<AddressLine> line, Map<IpAddress, Location> seen) {
        Location earlier = seen.putIfAbsent(line.value().address().address(), line.first());
        if (earlier != null) {
            problems.warn(
                    Kind.ADVICE,
                    line.first(),
                    line.value().address().address() + " is already in line "
                            + earlier.line().number()
                            + "; it counts once. keepalived up to 2.2.8 sends it twice, which another node takes for a"
                            + " different list",
                    "remove one of them on all nodes");
        }
        return earlier == null;
    }

    private void peers(Family family) {
        Set<IpAddress> seen = new HashSet<>();
        List<Line<UnicastPeer>> kept = new ArrayList<>();
        for (Line<UnicastPeer> line : draft.lines("unicast_peer", UnicastPeer.class)) {
            IpAddress address = line.value().address();
            String wrong = "";
            if (address.family() != family) {
                wrong = address + " is not an " + Texts.of(family) + " address";
            } else if (address.isMulticast() || address.isUnspecified()) {
                wrong = address + " cannot be a peer";
            } else if (!seen.add(address)) {
                wrong = address + " is already a peer";
            } else if (line.value().minTtl() > line.value().maxTtl()) {
                wrong = "min_ttl " + line.value().minTtl() + " is above max_ttl "
                        + line.value().maxTtl();
            }
            if (wrong.isEmpty()) {
                kept.add(line);
            } else {
                problems.error(Kind.GENERAL, line.first(), wrong + "; the line is ignored", "correct or remove it");
            }
        }
        draft.lines("unicast_peer", kept);
    }
}
