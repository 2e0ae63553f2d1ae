package org.keepvip.vrrp;

import java.util.List;
import java.util.stream.Stream;
import org.keepvip.conf.model.Tracked;
import org.keepvip.conf.model.Trackers;
import org.keepvip.vrrp.tracking.Influence;
import org.keepvip.vrrp.tracking.Tracker;

/** What the lines of track_script, track_file, track_process and track_bfd mean. */
final class Influences {
    private Influences() {}

    /** All of them, in the order of these keywords. */
    static List<Influence> of(Trackers trackers) {
        return Stream.of(
                        of(Tracker.Kind.SCRIPT, trackers.scripts()),
                        of(Tracker.Kind.FILE, trackers.files()),
                        of(Tracker.Kind.PROCESS, trackers.processes()),
                        of(Tracker.Kind.BFD, trackers.bfds()))
                .flatMap(influences -> influences)
                .toList();
    }

    private static Stream<Influence> of(Tracker.Kind kind, List<Tracked> lines) {
        return lines.stream().map(line -> new Influence(new Tracker(kind, line.name()), line.weight(), line.reverse()));
    }
}
