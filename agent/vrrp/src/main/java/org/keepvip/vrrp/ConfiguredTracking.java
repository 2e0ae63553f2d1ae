package org.keepvip.vrrp;

import java.util.Set;
import java.util.stream.Collectors;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.TrackGroup;
import org.keepvip.conf.model.Trackers;
import org.keepvip.conf.model.VrrpInstance;

/** What a configured router watches, and the groups that it is in. */
final class ConfiguredTracking {
    private ConfiguredTracking() {}

    static Settings.Tracking of(VrrpInstance instance, Configuration configuration) {
        Trackers trackers = instance.tracking().trackers();
        return new Settings.Tracking(
                !instance.tracking().ignoreOwnInterface(),
                instance.tracking().sourceAddress(),
                trackers.interfaces().stream()
                        .map(line -> new Settings.TrackedInterface(line.device().name(), line.weight(), line.reverse()))
                        .toList(),
                Influences.of(trackers),
                new Settings.Membership(instance.syncGroup(), trackGroups(instance, configuration)));
    }

    private static Set<String> trackGroups(VrrpInstance instance, Configuration configuration) {
        return configuration.trackGroups().stream()
                .filter(group -> group.members().contains(instance.name()))
                .map(TrackGroup::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
