package org.keepvip.vrrp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.UseVmac;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.vrrp.packet.MacAddress;

/** Which interfaces are made for one instance, and which of its addresses each holds. */
final class VirtualInterfaceChoice {
    private final VrrpInstance instance;
    private final GlobalDefs globals;
    private final VirtualInterfaceNames names;
    private final Optional<VirtualInterface> own;
    private final Map<Place, VirtualInterface> others = new HashMap<>();

    /** On one interface, addresses of one family share a virtual one. */
    private record Place(String base, Family family) {}

    VirtualInterfaceChoice(VrrpInstance instance, GlobalDefs globals, VirtualInterfaceNames names) {
        this.instance = instance;
        this.globals = globals;
        this.names = names;
        own = own();
        for (AddressLine line : lines()) {
            place(line).ifPresent(place -> others.computeIfAbsent(place, this::made));
        }
    }

    private List<AddressLine> lines() {
        return Stream.concat(instance.addresses().advertised().stream(), instance.addresses().excluded().stream())
                .toList();
    }

    private Optional<VirtualInterface> own() {
        Optional<String> base = instance.identity().device().map(InterfaceName::name);
        Optional<VirtualInterface.Form> form = instance.virtualInterface()
                .vmac()
                .<VirtualInterface.Form>map(use -> new VirtualInterface.Macvlan(mac(use)))
                .or(() -> instance.virtualInterface()
                        .ipvlan()
                        .map(use -> new VirtualInterface.Ipvlan(
                                use.address(),
                                VirtualInterface.Traffic.valueOf(use.traffic().name()))));
        return form.flatMap(kind -> base.map(device ->
                new VirtualInterface(names.own(instance, globals.interfaces().vmacPrefix()), device, kind, hasIpv6())));
    }

    /** Whether one of the addresses that it holds, or its adverts, are IPv6. */
    private boolean hasIpv6() {
        return instance.identity().family() == Family.IPV6
                || lines().stream()
                        .anyMatch(line -> line.family() == Family.IPV6
                                && place(line).isEmpty()
                                && line.device()
                                        .or(() -> instance.identity().device())
                                        .equals(instance.identity().device()));
    }

    private MacAddress mac(UseVmac use) {
        return use.address()
                .map(mac -> mac.of(instance.identity().vrid()))
                .map(mac -> mac.octets().stream().reduce(0L, (bits, octet) -> bits << 8 | octet, Long::sum))
                .map(MacAddress::new)
                .orElseGet(() -> virtual(instance.identity().family()));
    }

    private MacAddress virtual(Family family) {
        return MacAddress.virtual(family, instance.identity().vrid());
    }

    /** Where the line asks for a virtual interface besides the instance's own. */
    private Optional<Place> place(AddressLine line) {
        Optional<InterfaceName> own = instance.identity().device();
        Optional<InterfaceName> device = line.device().or(() -> own);
        boolean elsewhere = !device.equals(own);
        boolean otherFamily = line.family() != instance.identity().family();
        boolean wanted = line.vmac()
                ? elsewhere || otherFamily || instance.virtualInterface().vmac().isEmpty()
                : instance.virtualInterface().vmacForAddresses() && (elsewhere || otherFamily);
        return device.filter(_ -> wanted).map(base -> new Place(base.name(), line.family()));
    }

    private VirtualInterface made(Place place) {
        return new VirtualInterface(
                names.generated(
                        instance.identity().vrid(),
                        place.family,
                        globals.interfaces().vmacAddressPrefix()),
                place.base,
                new VirtualInterface.Macvlan(virtual(place.family)),
                place.family == Family.IPV6);
    }

    Settings.Interfaces interfaces() {
        return new Settings.Interfaces(
                own,
                instance.virtualInterface().transmitOnBase(),
                lines().stream()
                        .flatMap(line -> place(line).stream())
                        .distinct()
                        .map(this::at)
                        .toList(),
                instance.virtualInterface().vrf().map(InterfaceName::name),
                own.isPresent() && !globals.interfaces().noLocalReports(),
                filter(globals.firewall()));
    }

    private static Settings.Filter filter(GlobalDefs.Firewall firewall) {
        return new Settings.Filter(
                firewall.table().orElse(Settings.Filter.STANDARD.table()),
                firewall.priority(),
                firewall.counters(),
                firewall.byIndex());
    }

    private VirtualInterface at(Place place) {
        VirtualInterface made = others.get(place);
        if (made == null) {
            throw new IllegalStateException(place + " was asked for by no line");
        }
        return made;
    }

    /** The interface that the line's address is put on. */
    String device(AddressLine line) {
        Optional<InterfaceName> device = instance.identity().device();
        boolean ownDevice = line.device().isEmpty() || line.device().equals(device);
        return place(line)
                .map(place -> at(place).name())
                .or(() -> own.filter(_ -> ownDevice).map(VirtualInterface::name))
                .or(() -> line.device().or(() -> device).map(InterfaceName::name))
                .orElse(globals.interfaces().standard().name());
    }
}
