package org.keepvip.conf.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.reading.Reading;

/** Compares the configurations of several nodes: what would keep two instances from understanding each other. */
public final class Nodes {
    private final Problems problems = new Problems();

    private Nodes() {}

    /** What does not fit together, each with both places, for one reading a node. */
    public static List<Problem> compare(List<Reading> nodes) {
        Nodes comparison = new Nodes();
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                comparison.compare(nodes.get(i), nodes.get(j));
            }
        }
        return comparison.problems.found();
    }

    private void compare(Reading one, Reading other) {
        Set<String> paired = new HashSet<>();
        for (VrrpInstance instance : one.configuration().instances()) {
            Optional<VrrpInstance> partner = partner(instance, other);
            if (partner.isPresent()) {
                paired.add(partner.get().name());
                new Pair(new Side(one, instance), new Side(other, partner.get()), problems).compare();
            } else {
                alone(new Side(one, instance), other);
            }
        }
        other.configuration().instances().stream()
                .filter(instance -> !paired.contains(instance.name()))
                .forEach(instance -> alone(new Side(other, instance), one));
    }

    /** The instance that has the same VRID; else one that holds the same address; else the one of the same name. */
    private static Optional<VrrpInstance> partner(VrrpInstance instance, Reading node) {
        List<VrrpInstance> candidates = node.configuration().instances().stream()
                .filter(other ->
                        other.identity().family() == instance.identity().family())
                .toList();
        return candidates.stream()
                .filter(other -> other.identity().vrid() == instance.identity().vrid())
                .filter(other -> !Collections.disjoint(addresses(other), addresses(instance)))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(other ->
                                other.identity().vrid() == instance.identity().vrid())
                        .findFirst())
                .or(() -> candidates.stream()
                        .filter(other -> !Collections.disjoint(addresses(other), addresses(instance)))
                        .findFirst())
                .or(() -> candidates.stream()
                        .filter(other -> other.name().equals(instance.name()))
                        .findFirst());
    }

    private static List<IpAddress> addresses(VrrpInstance instance) {
        List<IpAddress> all = new ArrayList<>();
        instance.addresses().advertised().forEach(line -> all.add(line.address().address()));
        instance.addresses().excluded().forEach(line -> all.add(line.address().address()));
        return all;
    }

    private void alone(Side side, Reading other) {
        problems.warn(
                Kind.ADVICE,
                side.place(),
                side.name() + " has no counterpart in " + other.file(),
                "add an instance with virtual_router_id "
                        + side.instance().identity().vrid() + " there");
    }
}
