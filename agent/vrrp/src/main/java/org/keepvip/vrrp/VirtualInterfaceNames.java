package org.keepvip.vrrp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.UseIpvlan;
import org.keepvip.conf.model.UseVmac;
import org.keepvip.conf.model.VrrpInstance;

/**
 * What the interfaces that are made for instances are called: as written, else PREFIX.VRID, and where that is taken
 * PREFIX6.VRID for IPv6, then PREFIX1.VRID, PREFIX2.VRID and so on, as keepalived has it. The same file gives the same
 * names.
 */
final class VirtualInterfaceNames {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> written = new HashMap<>();

    VirtualInterfaceNames(Configuration configuration) {
        for (VrrpInstance instance : configuration.instances()) {
            instance.identity().device().map(InterfaceName::name).ifPresent(taken::add);
            Stream.concat(instance.addresses().advertised().stream(), instance.addresses().excluded().stream())
                    .map(AddressLine::device)
                    .flatMap(Optional::stream)
                    .map(InterfaceName::name)
                    .forEach(taken::add);
        }
        // What is written counts before what is generated, wherever it stands.
        for (VrrpInstance instance : configuration.instances()) {
            name(instance)
                    .map(InterfaceName::name)
                    .filter(taken::add)
                    .ifPresent(name -> written.put(instance.name(), name));
        }
    }

    private static Optional<InterfaceName> name(VrrpInstance instance) {
        return instance.virtualInterface()
                .vmac()
                .flatMap(UseVmac::name)
                .or(() -> instance.virtualInterface().ipvlan().flatMap(UseIpvlan::name));
    }

    /** The name of the instance's own. */
    String own(VrrpInstance instance, String prefix) {
        String known = written.get(instance.name());
        return known == null
                ? generated(instance.identity().vrid(), instance.identity().family(), prefix)
                : known;
    }

    /** A name for one more. */
    String generated(int vrid, Family family, String prefix) {
        String name = prefix + "." + vrid;
        if (taken.contains(name) && family == Family.IPV6) {
            name = prefix + "6." + vrid;
        }
        for (int number = 1; taken.contains(name); number++) {
            name = prefix + number + "." + vrid;
        }
        taken.add(name);
        return name;
    }
}
