package org.keepvip.vrrp;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.keepvip.vrrp.tracking.Influence;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/**
 * What the router was told by others than the kernel.
 *
 * @param readings the last of each tracker that reported
 */
public record Tidings(Map<Tracker, Reading> readings) {
    static final Tidings NONE = new Tidings(Map.of());

    Tidings with(Tracker tracker, Reading reading) {
        Map<Tracker, Reading> more = new HashMap<>(readings);
        more.put(tracker, reading);
        return new Tidings(Collections.unmodifiableMap(more));
    }

    /** Only what is said of those trackers. */
    Tidings among(List<Influence> trackers) {
        Map<Tracker, Reading> kept = new HashMap<>();
        for (Influence influence : trackers) {
            @Nullable Reading reading = readings.get(influence.tracker());
            if (reading != null) {
                kept.put(influence.tracker(), reading);
            }
        }
        return kept.size() == readings.size() ? this : new Tidings(Collections.unmodifiableMap(kept));
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
    }

    void addAwaited(List<Influence> trackers, SequencedSet<FaultReason> awaited) {
        for (Influence influence : trackers) {
            if (influence.isAwaited() && !readings.containsKey(influence.tracker())) {
                awaited.add(new FaultReason.TrackerAwaited(influence.tracker()));
            }
        }
    }
}
