package org.keepvip.conf.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.NotServed.Effect;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.Tracked;
import org.keepvip.conf.model.VrrpInstance;

/**
 * What stands outside an instance and could still decide about it, none of it served: trackers, network
 * namespaces.
 */
final class Outside {
    private static final Set<String> TRACKERS = Set.of("track_script", "track_file", "track_process", "track_bfd");

    private final Draft<Configuration> root;
    private final Problems problems;

    Outside(Draft<Configuration> root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The keywords on whose account the instance stays in FAULT. */
    List<String> notServed(Draft<VrrpInstance> instance) {
        Map<String, Location> keywords = new LinkedHashMap<>();
        for (Draft.Unserved unserved : root.unserved()) {
            if (unserved.effect() == Effect.FAULTS) {
                keywords.putIfAbsent(
                        unserved.keyword(), unserved.statement().keyword().location());
            }
        }
        for (Draft.Unserved unserved : instance.unserved()) {
            if (unserved.effect() == Effect.FAULTS && decides(instance, unserved)) {
                keywords.putIfAbsent(
                        unserved.keyword(), unserved.statement().keyword().location());
            }
        }
        keywords.forEach((keyword, at) -> problems.error(
                Kind.ADVICE,
                at,
                instance.name() + " stays in FAULT: this version does not serve " + keyword
                        + ", which could change who is MASTER or what it holds",
                "remove " + keyword + ", or stay with keepalived for this instance"));
        return List.copyOf(keywords.keySet());
    }

    /** Without a line that names something, a block of trackers decides nothing. */
    private boolean decides(Draft<VrrpInstance> instance, Draft.Unserved reference) {
        return !TRACKERS.contains(reference.keyword())
                || !instance.lines(reference.keyword(), Tracked.class).isEmpty();
    }
}
