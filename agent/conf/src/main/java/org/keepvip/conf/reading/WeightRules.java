package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.List;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.Tracked;
import org.keepvip.conf.model.TrackedInterface;
import org.keepvip.conf.model.Trackers;

/**
 * Leaves weights out where they must not change a priority: an owner's is 255 always, and the members of a
 * vrrp_sync_group without sync_group_tracking_weight keep in step because their priorities do.
 *
 * @param user the instance or group that tracks
 * @param reason why weights have no effect there, for messages
 * @param fix what to write instead
 */
record WeightRules(Draft<?> user, boolean owner, String reason, String fix, Problems problems) {
    Trackers apply(Trackers written) {
        return written.with(
                interfaces(written.interfaces()),
                without("track_script", written.scripts()),
                files(written.files()),
                without("track_process", written.processes()),
                without("track_bfd", written.bfds()));
    }

    private List<TrackedInterface> interfaces(List<TrackedInterface> lines) {
        List<TrackedInterface> kept = new ArrayList<>();
        for (TrackedInterface line : lines) {
            if (line.weight() == 0) {
                kept.add(line);
            } else if (owner) {
                warn(at("track_interface", TrackedInterface.class, line), line.device() + " is not tracked");
            } else {
                warn(
                        at("track_interface", TrackedInterface.class, line),
                        line.device() + " has weight 0: FAULT while it is down");
                kept.add(new TrackedInterface(line.device(), 0, line.reverse()));
            }
        }
        return List.copyOf(kept);
    }

    private List<Tracked> files(List<Tracked> lines) {
        List<Tracked> kept = new ArrayList<>();
        for (Tracked line : lines) {
            if (line.weight() == 0) {
                kept.add(line);
            } else if (line.weight() == 1) {
                warn(
                        at("track_file", Tracked.class, line),
                        line.name() + " has weight 0: FAULT unless its number is 0");
                kept.add(new Tracked(line.name(), 0, line.reverse()));
            } else {
                warn(at("track_file", Tracked.class, line), line.name() + " is not tracked");
            }
        }
        return List.copyOf(kept);
    }

    private List<Tracked> without(String list, List<Tracked> lines) {
        List<Tracked> kept = new ArrayList<>();
        for (Tracked line : lines) {
            if (line.weight() == 0) {
                kept.add(line);
            } else {
                warn(at(list, Tracked.class, line), line.name() + " is not tracked");
            }
        }
        return List.copyOf(kept);
    }

    private <L extends Record> Location at(String list, Class<L> type, L value) {
        return user.lines(list, type).stream()
                .filter(line -> line.value().equals(value))
                .findFirst()
                .map(line -> line.at("weight"))
                .orElse(user.at(list));
    }

    private void warn(Location at, String consequence) {
        problems.warn(Kind.GENERAL, at, "a weight has no effect " + reason + "; " + consequence, fix);
    }
}
