package org.keepvip.vrrp;

import java.util.LinkedHashSet;
import java.util.Set;
import org.keepvip.conf.routing.RouteLine;

/** A route that comes and goes with the addresses, or with the process. */
public record VirtualRoute(RouteLine line) implements RoutingEntry {
    @Override
    public boolean tracked() {
        return line.tracked();
    }

    @Override
    public Set<String> devices() {
        Set<String> names = new LinkedHashSet<>();
        line.devices().forEach(device -> names.add(device.name()));
        return names;
    }

    @Override
    public String caption() {
        return "route " + line.label();
    }
}
