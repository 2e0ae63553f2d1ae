package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.List;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.TrackedInterface;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.RuleLine;

/**
 * What an instance asks of the machine and does not find there. None of it stops the agent: the instance is in FAULT
 * until the interface appears, where keepalived without dynamic_interfaces exits.
 */
record MachineRules(Machine machine, GlobalDefs globals, Draft<VrrpInstance> draft, Problems problems) {
    void check(VrrpInstance instance) {
        instance.identity().device().ifPresent(device -> own(instance, device));
        for (Line<TrackedInterface> line : draft.lines("track_interface", TrackedInterface.class)) {
            exists(line.value().device(), line.first());
        }
        for (String list : new String[] {"virtual_ipaddress", "virtual_ipaddress_excluded"}) {
            for (Line<AddressLine> line : draft.lines(list, AddressLine.class)) {
                line.value().device().ifPresent(device -> exists(device, line.at("dev")));
            }
        }
        for (Line<RouteLine> line : draft.lines("virtual_routes", RouteLine.class)) {
            line.value().devices().forEach(device -> exists(device, line.at("dev")));
        }
        for (Line<RuleLine> line : draft.lines("virtual_rules", RuleLine.class)) {
            line.value().devices().forEach(device -> exists(device, line.at("iif")));
        }
        instance.identity().device().ifPresent(this::ownAddress);
        instance.path()
                .source()
                .filter(machine::lacks)
                .ifPresent(source -> problems.warn(
                        Kind.ADVICE,
                        draft.at(draft.has("unicast_src_ip") ? "unicast_src_ip" : "mcast_src_ip"),
                        source + " is not an address of this machine now",
                        "write an address of this machine"));
    }

    private void own(VrrpInstance instance, InterfaceName device) {
        Location at = draft.at("interface");
        exists(device, at);
        machine.nic(device).ifPresent(nic -> {
            if (nic.loopback()) {
                problems.error(
                        Kind.GENERAL,
                        at,
                        device + " is a loopback interface, on which no other node can hear " + instance.name(),
                        "write the interface that leads to the other nodes");
            } else if (!nic.multicast() && instance.path().peers().isEmpty()) {
                problems.error(
                        Kind.GENERAL,
                        at,
                        device + " does not do multicast: " + instance.name() + " stays in FAULT",
                        "write unicast_peer { ADDRESS }");
            }
        });
    }

    /** Written as a VIP, the machine's only address goes with the role, and whoever is logged in over it. */
    private void ownAddress(InterfaceName device) {
        List<Line<AddressLine>> lines = new ArrayList<>();
        for (String list : List.of("virtual_ipaddress", "virtual_ipaddress_excluded")) {
            lines.addAll(draft.lines(list, AddressLine.class));
        }
        List<IpAddress> vips =
                lines.stream().map(line -> line.value().address().address()).toList();
        if (machine.leavesNothing(device, vips)) {
            lines.stream()
                    .filter(line -> !machine.lacks(line.value().address().address()))
                    .findFirst()
                    .ifPresent(line -> problems.warn(
                            Kind.ADVICE,
                            line.first(),
                            line.value().address().address() + " is the only address of " + device
                                    + ": unless MASTER, " + draft.name()
                                    + " takes it off, and is in FAULT for want of a source address",
                            "write an address that only the MASTER is to have"));
        }
    }

    private void exists(InterfaceName device, Location at) {
        if (machine.lacks(device)) {
            boolean expected = globals.interfaces().dynamic().isPresent();
            problems.warn(
                    expected ? Kind.ADVICE : Kind.WARNING,
                    at,
                    "there is no interface " + device + " now: " + draft.name() + " is in FAULT until there is"
                            + (expected ? "" : "; keepalived would not start"),
                    "write the name of an interface that `ip link` shows"
                            + (expected ? "" : ", or dynamic_interfaces in global_defs"));
        }
    }
}
