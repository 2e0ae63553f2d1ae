package org.keepvip.conf.reading;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.SyncGroup;
import org.keepvip.conf.model.Tracked;
import org.keepvip.conf.model.TrackedInterface;
import org.keepvip.conf.model.Trackers;
import org.keepvip.conf.model.VrrpInstance;

/**
 * What an instance watches: what it says itself, its weights where they may count, and what its group says for all
 * members. The group's weights move all of them alike, so that they need no permission.
 */
record GroupTracking(Draft<VrrpInstance> draft, Optional<Draft<SyncGroup>> group, boolean owner, Problems problems) {
    Trackers apply(Trackers own) {
        if (owner) {
            return new WeightRules(
                            draft,
                            true,
                            "on priority 255, the owner's",
                            "remove the weight, or write a priority of at most 254",
                            problems)
                    .apply(withGroup(own));
        }
        boolean weightless =
                group.filter(sync -> !sync.has("sync_group_tracking_weight")).isPresent();
        Trackers counted = weightless
                ? new WeightRules(
                                draft,
                                false,
                                "in vrrp_sync_group " + group.get().name(),
                                "remove the weight, or write sync_group_tracking_weight in the group on all nodes",
                                problems)
                        .apply(own)
                : own;
        return withGroup(counted);
    }

    private Trackers withGroup(Trackers own) {
        return own.with(
                Stream.concat(
                                own.interfaces().stream(),
                                ofGroup("track_interface", TrackedInterface.class)
                                        .filter(line -> !isOwn(line.device())))
                        .toList(),
                both("track_script", own.scripts()),
                both("track_file", own.files()),
                both("track_process", own.processes()),
                both("track_bfd", own.bfds()));
    }

    private boolean isOwn(InterfaceName device) {
        return draft.written("interface", InterfaceName.class).equals(Optional.of(device));
    }

    private List<Tracked> both(String list, List<Tracked> own) {
        return Stream.concat(own.stream(), ofGroup(list, Tracked.class)).toList();
    }

    private <L extends Record> Stream<L> ofGroup(String list, Class<L> type) {
        return group.stream().flatMap(sync -> sync.lines(list, type).stream()).map(Line::value);
    }
}
