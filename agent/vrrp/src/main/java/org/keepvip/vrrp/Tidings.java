package org.keepvip.vrrp;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.tracking.Influence;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/**
 * What the router was told by others than the kernel.
 *
 * @param readings the last of each tracker that reported
 * @param faultyRouters others of the sync group that are in FAULT for reasons of their own
 * @param missingItems static items of the track groups that are missing
 * @param rival another router that says it owns the addresses, while this one owns them
 */
public record Tidings(
        Map<Tracker, Reading> readings, Set<String> faultyRouters, Set<String> missingItems, Optional<Rival> rival) {
    static final Tidings NONE = new Tidings(Map.of(), Set.of(), Set.of(), Optional.empty());

    /**
     * An owner that goes on although this one's address wins.
     *
     * @param since when it was first heard
     * @param prevails this one has given way, and counts as priority 254 until it hears somebody else, or nobody
     */
    public record Rival(IpAddress address, Moment since, boolean prevails) {}

    Tidings with(Optional<Rival> other) {
        return new Tidings(readings, faultyRouters, missingItems, other);
    }

    /** Whether this one, an owner, has given way. */
    boolean isOverruled() {
        return rival.isPresent() && rival.get().prevails();
    }

    Tidings with(Tracker tracker, Reading reading) {
        Map<Tracker, Reading> more = new HashMap<>(readings);
        more.put(tracker, reading);
        return new Tidings(Collections.unmodifiableMap(more), faultyRouters, missingItems, rival);
    }

    Tidings withFaultyRouters(Set<String> routers) {
        return new Tidings(readings, Collections.unmodifiableSet(new TreeSet<>(routers)), missingItems, rival);
    }

    Tidings withMissingItems(Set<String> items) {
        return new Tidings(readings, faultyRouters, Collections.unmodifiableSet(new TreeSet<>(items)), rival);
    }

    /** What still concerns a router that is now tracking this; of other groups than before nothing is known. */
    Tidings under(Settings.Tracking now, Settings.Tracking before) {
        Map<Tracker, Reading> kept = new HashMap<>();
        for (Influence influence : now.trackers()) {
            @Nullable Reading reading = readings.get(influence.tracker());
            if (reading != null) {
                kept.put(influence.tracker(), reading);
            }
        }
        Settings.Membership is = now.membership();
        Settings.Membership was = before.membership();
        return new Tidings(
                Collections.unmodifiableMap(kept),
                is.syncGroup().equals(was.syncGroup()) ? faultyRouters : Set.of(),
                is.trackGroups().equals(was.trackGroups()) ? missingItems : Set.of(),
                rival);
    }

    /** What the trackers add to the priority, not limited; one that did not report adds nothing. */
    int contribution(List<Influence> trackers) {
        int sum = 0;
        for (int i = 0; i < trackers.size(); i++) {
            @Nullable Reading reading = readings.get(trackers.get(i).tracker());
            sum += reading == null ? 0 : trackers.get(i).contribution(reading);
        }
        return sum;
    }

    void addFaults(List<Influence> trackers, SequencedSet<FaultReason> faults) {
        for (Influence influence : trackers) {
            @Nullable Reading reading = readings.get(influence.tracker());
            if (reading != null && influence.isFault(reading)) {
                faults.add(new FaultReason.TrackerBad(influence.tracker(), reading));
            }
        }
        missingItems.forEach(item -> faults.add(new FaultReason.StaticItemMissing(item)));
        faultyRouters.forEach(router -> faults.add(new FaultReason.GroupMemberFaulty(router)));
    }

    void addAwaited(List<Influence> trackers, SequencedSet<FaultReason> awaited) {
        for (Influence influence : trackers) {
            if (influence.isAwaited() && !readings.containsKey(influence.tracker())) {
                awaited.add(new FaultReason.TrackerAwaited(influence.tracker()));
            }
        }
    }
}
