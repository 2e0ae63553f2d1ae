package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
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
                    problems.error(
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
