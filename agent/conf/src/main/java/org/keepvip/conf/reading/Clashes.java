package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.UnicastPeer;
import org.keepvip.conf.model.UseIpvlan;
import org.keepvip.conf.model.UseVmac;
import org.keepvip.conf.model.VirtualInterface;
import org.keepvip.conf.model.VrrpInstance;

/** Instances of one file that would hear one another's adverts as their own. */
record Clashes(Problems problems) {
    /** Those of the instances that repeat an earlier one's VRID where it counts. */
    List<Placed> repeated(List<Placed> instances) {
        List<Placed> repeated = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            Placed later = instances.get(i);
            Optional<Placed> earlier = instances.subList(0, i).stream()
                    .filter(one -> clash(one.instance(), later.instance()))
                    .findFirst();
            if (earlier.isPresent()) {
                problems.fatal(
                        Kind.GENERAL,
                        later.draft().at("virtual_router_id"),
                        later.instance().name() + " and "
                                + earlier.get().instance().name()
                                + " have the same virtual_router_id "
                                + later.instance().identity().vrid() + " on the same interface",
                        "give one of them another virtual_router_id, on all nodes");
                repeated.add(later);
            }
        }
        return repeated;
    }

    /** Warns of the same address in two instances: they may be MASTER at once, on different nodes. */
    void shared(List<Placed> instances) {
        Map<IpAddress, VrrpInstance> holders = new HashMap<>();
        for (Placed placed : instances) {
            for (String list : List.of("virtual_ipaddress", "virtual_ipaddress_excluded")) {
                for (Line<AddressLine> line : placed.draft().lines(list, AddressLine.class)) {
                    shared(line, placed.instance(), holders);
                }
            }
        }
    }

    private void shared(Line<AddressLine> line, VrrpInstance instance, Map<IpAddress, VrrpInstance> holders) {
        IpAddress address = line.value().address().address();
        VrrpInstance holder = holders.putIfAbsent(address, instance);
        if (holder != null) {
            problems.warn(
                    Kind.ADVICE,
                    line.first(),
                    address + " is also an address of " + holder.name() + "; the two may be MASTER on different nodes",
                    "remove it from one of them, on all nodes");
        }
    }

    /** Says which virtual interfaces cannot have the name that is written for them. */
    void virtualInterfaces(List<Placed> instances) {
        Map<InterfaceName, VrrpInstance> named = new HashMap<>();
        for (Placed placed : instances) {
            VirtualInterface made = placed.instance().virtualInterface();
            Optional<InterfaceName> name =
                    made.vmac().flatMap(UseVmac::name).or(() -> made.ipvlan().flatMap(UseIpvlan::name));
            VrrpInstance earlier = name.map(known -> named.putIfAbsent(known, placed.instance()))
                    .orElse(null);
            if (name.isPresent() && earlier != null) {
                problems.error(
                        Kind.GENERAL,
                        placed.draft().at(made.vmac().isPresent() ? "use_vmac" : "use_ipvlan"),
                        "the interface of " + earlier.name() + " is called " + name.get()
                                + " too; another name is generated for this one",
                        "write another name, or none");
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
