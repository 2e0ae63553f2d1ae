package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.BfdInstance;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.TrackFile;
import org.keepvip.conf.model.TrackProcess;
import org.keepvip.conf.model.Tracked;
import org.keepvip.conf.model.VrrpScript;
import org.keepvip.conf.model.Weight;

/** Finds what the track_… lines name. keepalived demands that it stand before them; here it may stand anywhere. */
final class TrackerReferences {
    private final Problems problems;
    private final Definitions<VrrpScript> scripts;
    private final Definitions<TrackFile> files;
    private final Definitions<TrackProcess> processes;
    private final Definitions<BfdInstance> bfds;

    TrackerReferences(Draft<Configuration> root, GlobalDefs globals, Problems problems) {
        this.problems = problems;
        TrackerCompletion completion = new TrackerCompletion(globals, problems);
        scripts = new Definitions<>(
                "vrrp_script",
                "script",
                "COMMAND",
                root.blocks("vrrp_script", VrrpScript.class),
                completion::script,
                VrrpScript::weight,
                problems);
        files = new Definitions<>(
                "track_file",
                "file",
                "PATH",
                root.blocks("track_file", TrackFile.class),
                draft -> Optional.of(draft.build(Map.of())),
                TrackFile::weight,
                problems);
        processes = new Definitions<>(
                "vrrp_track_process",
                "process",
                "COMMAND",
                root.blocks("vrrp_track_process", TrackProcess.class),
                completion::process,
                TrackProcess::weight,
                problems);
        bfds = new Definitions<>(
                "bfd_instance",
                "neighbor_ip",
                "ADDRESS",
                root.blocks("bfd_instance", BfdInstance.class),
                completion::bfd,
                BfdInstance::weight,
                problems);
    }

    /** Leaves the lines of an instance or a group that name something, each with the weight that counts. */
    void resolve(Draft<?> user) {
        resolve(user, "track_script", scripts, 253);
        resolve(user, "track_file", files, 254);
        resolve(user, "track_process", processes, 254);
        resolve(user, "track_bfd", bfds, 253);
    }

    private void resolve(Draft<?> user, String list, Definitions<?> definitions, int most) {
        Set<String> seen = new HashSet<>();
        List<Line<Tracked>> kept = new ArrayList<>();
        for (Line<Tracked> line : user.lines(list, Tracked.class)) {
            String name = line.value().name();
            if (!definitions.known().contains(name)) {
                new Names(problems)
                        .missing(definitions.keyword(), name, line.first(), definitions.known(), "it is not tracked");
            } else if (definitions.has(name) && seen.add(name)) {
                kept.add(resolved(line, definitions.use(name), most));
                later(user, line, definitions);
            } else if (definitions.has(name)) {
                problems.error(
                        Kind.GENERAL, line.first(), name + " is already tracked; the line is ignored", "remove it");
            }
        }
        user.lines(list, kept);
    }

    /** What works here and not on a node that still runs keepalived. */
    private void later(Draft<?> user, Line<Tracked> line, Definitions<?> definitions) {
        String name = line.value().name();
        if (definitions.position(name) > user.position()) {
            problems.warn(
                    Kind.ADVICE,
                    line.first(),
                    definitions.keyword() + " " + name + " stands below, where keepalived does not find it and does not"
                            + " track it",
                    "move it above, for nodes that run keepalived");
        }
    }

    private Line<Tracked> resolved(Line<Tracked> line, Weight standard, int most) {
        boolean weighs = line.options().containsKey("weight");
        int weight = weighs ? line.value().weight() : standard.value();
        if (Math.abs(weight) > most) {
            problems.error(
                    Kind.INVALID_NUMBER,
                    line.at("weight"),
                    "weight " + weight + " is outside -" + most + ".." + most + "; the tracker's own is used",
                    "write a weight within it");
            weight = standard.value();
        }
        boolean reverse = line.options().containsKey("reverse") ? line.value().reverse() : standard.reverse();
        return new Line<>(new Tracked(line.value().name(), weight, reverse), line.first(), line.options());
    }

    List<VrrpScript> scripts() {
        return scripts.used();
    }

    List<TrackFile> files() {
        return files.used();
    }

    List<TrackProcess> processes() {
        return processes.used();
    }

    List<BfdInstance> bfds() {
        return bfds.used();
    }
}
