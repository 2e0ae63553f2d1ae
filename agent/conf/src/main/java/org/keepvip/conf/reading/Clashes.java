package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.UnicastPeer;
import org.keepvip.conf.model.VrrpInstance;

/** Instances of one file that would hear one another's adverts as their own. */
record Clashes(Problems problems) {
    /** The names of instances that repeat an earlier one's VRID where it counts. */
    List<String> find(List<VrrpInstance> instances, Map<String, Draft<VrrpInstance>> sources) {
        List<String> clashing = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            VrrpInstance later = instances.get(i);
            Optional<VrrpInstance> earlier = instances.subList(0, i).stream()
                    .filter(one -> clash(one, later))
                    .findFirst();
            if (earlier.isPresent()) {
                Draft<VrrpInstance> source = sources.get(later.name());
                if (source != null) {
                    problems.fatal(
                            Kind.FATAL,
                            source.at("virtual_router_id"),
                            later.name() + " and " + earlier.get().name() + " have the same virtual_router_id "
                                    + later.identity().vrid() + " on the same interface",
                            "give one of them another virtual_router_id, on all nodes");
                }
                clashing.add(later.name());
            }
        }
        return clashing;
    }

    /** The same address in two instances: both may be MASTER at once, on different nodes. */
    void shared(List<VrrpInstance> instances, Map<String, Draft<VrrpInstance>> sources) {
        Map<IpAddress, VrrpInstance> holders = new HashMap<>();
        for (VrrpInstance instance : instances) {
            Draft<VrrpInstance> source = sources.get(instance.name());
            for (String list : List.of("virtual_ipaddress", "virtual_ipaddress_excluded")) {
                for (Line<AddressLine> line :
                        source == null ? List.<Line<AddressLine>>of() : source.lines(list, AddressLine.class)) {
                    VrrpInstance holder =
                            holders.putIfAbsent(line.value().address().address(), instance);
                    if (holder != null) {
                        problems.warn(
                                Kind.ADVICE,
                                line.first(),
                                line.value().address().address() + " is also an address of " + holder.name()
                                        + "; the two may be MASTER on different nodes",
                                "remove it from one of them, on all nodes");
                    }
                }
            }
        }
    }

    private static boolean clash(VrrpInstance one, VrrpInstance other) {
        boolean same = one.identity().vrid() == other.identity().vrid()
                && one.identity().family() == other.identity().family()
                && one.identity().device().equals(other.identity().device());
        return same && (bothMulticast(one, other) || shareAPeer(one, other));
    }

    private static boolean bothMulticast(VrrpInstance one, VrrpInstance other) {
        return one.path().group().isPresent()
                && one.path().group().equals(other.path().group());
    }

    private static boolean shareAPeer(VrrpInstance one, VrrpInstance other) {
        return !Collections.disjoint(peers(one), peers(other));
    }

    private static List<IpAddress> peers(VrrpInstance instance) {
        return instance.path().peers().stream().map(UnicastPeer::address).toList();
    }
}
