package org.keepvip.conf.reading;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.model.InterfaceName;

/**
 * What is known of the machine a configuration is read on.
 *
 * @param interfaces by name; empty when nothing is known, so that nothing is said about them
 */
public record Machine(Optional<Map<String, Nic>> interfaces) {
    /** Nothing is known: the configuration may be another node's. */
    public static final Machine UNKNOWN = new Machine(Optional.empty());

    /** A machine with these interfaces and no others. */
    public static Machine of(Map<String, Nic> interfaces) {
        return new Machine(Optional.of(Map.copyOf(interfaces)));
    }

    /**
     * A network interface.
     *
     * @param mtu octets
     * @param multicast IFF_MULTICAST
     * @param loopback IFF_LOOPBACK
     * @param addresses those it has now
     */
    public record Nic(int mtu, boolean multicast, boolean loopback, List<IpAddress> addresses) {
        /** Keeps its own copy. */
        public Nic {
            addresses = List.copyOf(addresses);
        }
    }

    /** The interface of that name; empty as well when nothing is known. */
    Optional<Nic> nic(InterfaceName name) {
        return interfaces.map(all -> all.get(name.name()));
    }

    /** Whether it is known that the interface has IPv4 addresses, and none besides {@code these}. */
    boolean leavesNothing(InterfaceName name, Collection<IpAddress> these) {
        List<IpAddress> present = nic(name).map(Nic::addresses).orElse(List.of()).stream()
                .filter(address -> address.family() == Family.IPV4)
                .toList();
        return !present.isEmpty() && these.containsAll(present);
    }

    /** Whether it is known that there is no such interface. */
    boolean lacks(InterfaceName name) {
        return interfaces.isPresent() && !interfaces.get().containsKey(name.name());
    }

    /** Whether it is known that no interface has the address. */
    boolean lacks(IpAddress address) {
        return interfaces.isPresent()
                && interfaces.get().values().stream()
                        .noneMatch(nic -> nic.addresses().contains(address));
    }
}
