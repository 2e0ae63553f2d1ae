package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.TrackGroup;

/**
 * A line of static_ipaddress, static_routes or static_rules.
 *
 * @param group the track_group whose members are in FAULT while it is missing; without one it is put back
 */
public record StaticHolding(Holding holding, Optional<String> group) {
    /** Those of a configuration: addresses, routes and rules, each in the order of the file. */
    public static List<StaticHolding> of(Configuration configuration) {
        Set<String> groups =
                configuration.trackGroups().stream().map(TrackGroup::name).collect(Collectors.toSet());
        String device = configuration.globals().interfaces().standard().name();
        List<StaticHolding> all = new ArrayList<>();
        for (AddressLine line : configuration.staticAddresses()) {
            String on = line.device().map(InterfaceName::name).orElse(device);
            all.add(new StaticHolding(ConfiguredRouters.vip(line, on), line.trackGroup()));
        }
        configuration
                .staticRoutes()
                .forEach(line -> all.add(
                        new StaticHolding(new VirtualRoute(line), line.watch().trackGroup())));
        configuration
                .staticRules()
                .forEach(line -> all.add(
                        new StaticHolding(new VirtualRule(line), line.watch().trackGroup())));
        return all.stream()
                .map(one -> new StaticHolding(one.holding(), one.group().filter(groups::contains)))
                .toList();
    }
}
