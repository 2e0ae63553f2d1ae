package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.UnicastPeer;
import org.keepvip.conf.model.VrrpInstance;

/** What an instance's addresses must be: of one family, each once, no more than an advert can carry. */
final class AddressRules {
    /** What an advert's octet can count (RFC 9568 section 5.2.5). */
    private static final int MOST = 255;
    /** What keepalived leaves for the Ethernet header, although the MTU does not include it. */
    private static final int ETHERNET = 14;

    private final Draft<VrrpInstance> draft;
    private final Machine machine;
    private final Problems problems;

    AddressRules(Draft<VrrpInstance> draft, Machine machine, Problems problems) {
        this.draft = draft;
        this.machine = machine;
        this.problems = problems;
    }

    /**
     * Leaves out what is against the rules and says so.
     *
     * @param headers octets of an advert before and behind its addresses, from the IP header on
     */
    void apply(Family family, int headers) {
        Map<IpAddress, Location> seen = new HashMap<>();
        List<Line<AddressLine>> advertised = usable("virtual_ipaddress", seen, line -> ofFamily(line, family));
        List<Line<AddressLine>> excluded = new ArrayList<>();
        int most = most(family, headers);
        if (advertised.size() > most) {
            List<Line<AddressLine>> rest = advertised.subList(most, advertised.size());
            problems.warn(
                    Kind.WARNING,
                    rest.getFirst().first(),
                    "an advert on this interface carries " + most + " addresses; the other " + rest.size()
                            + " are held as if they were in virtual_ipaddress_excluded",
                    "move them there on all nodes");
            excluded.addAll(rest);
            rest.clear();
        }
        excluded.addAll(usable("virtual_ipaddress_excluded", seen, _ -> true));
        draft.lines("virtual_ipaddress", advertised);
        draft.lines("virtual_ipaddress_excluded", excluded);
        peers(family);
    }

    /**
     * How many addresses an advert can carry on the instance's interface. It must be the number that keepalived
     * computes, because a peer compares the count.
     */
    private int most(Family family, int headers) {
        int mtu = draft.written("interface", InterfaceName.class)
                .flatMap(machine::nic)
                .map(Machine.Nic::mtu)
                .orElse(Integer.MAX_VALUE);
        return Math.clamp((mtu - ETHERNET - headers) / family.octets(), 1, MOST);
    }

    private List<Line<AddressLine>> usable(
            String list, Map<IpAddress, Location> seen, Predicate<Line<AddressLine>> fits) {
        List<Line<AddressLine>> usable = new ArrayList<>();
        for (Line<AddressLine> line : draft.lines(list, AddressLine.class)) {
            if (fits.test(line)) {
                new AddressLineRules(problems)
                        .apply(line)
                        .filter(kept -> isNew(kept, seen))
                        .ifPresent(usable::add);
            }
        }
        return usable;
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

    private boolean isNew(Line<AddressLine> line, Map<IpAddress, Location> seen) {
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
