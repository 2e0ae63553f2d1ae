package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.TrackedInterface;
import org.keepvip.conf.model.VrrpInstance;

/** Which lines of track_interface count. */
record TrackingRules(Draft<VrrpInstance> draft, Problems problems) {
    private static final String LIST = "track_interface";

    /** Leaves out repeated interfaces and the instance's own, whose state means FAULT anyway. */
    void apply() {
        Optional<InterfaceName> own = draft.written("interface", InterfaceName.class);
        Set<InterfaceName> seen = new HashSet<>();
        List<Line<TrackedInterface>> kept = new ArrayList<>();
        for (Line<TrackedInterface> line : draft.lines(LIST, TrackedInterface.class)) {
            InterfaceName device = line.value().device();
            if (!seen.add(device)) {
                problems.error(
                        Kind.GENERAL, line.first(), device + " is already tracked; the line is ignored", "remove it");
            } else if (own.equals(Optional.of(device))) {
                problems.warn(
                        Kind.GENERAL,
                        line.first(),
                        device + " is the instance's own interface, which is watched anyway: while it is down the"
                                + " instance is in FAULT. The line has no effect",
                        "remove it");
            } else {
                kept.add(line);
            }
        }
        draft.lines(LIST, kept);
    }
}
