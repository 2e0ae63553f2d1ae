package org.keepvip.conf.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Word;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.TrackGroup;

/** The instances that static addresses, routes and rules concern. */
final class TrackGroups {
    private final Problems problems;
    private final List<Draft<TrackGroup>> drafts;

    TrackGroups(Draft<Configuration> root, Problems problems) {
        this.problems = problems;
        this.drafts = new Names(problems).unique("track_group", root.blocks("track_group", TrackGroup.class));
    }

    /** The groups, with the members that are there. */
    List<TrackGroup> records(Set<String> instances) {
        return drafts.stream()
                .map(group -> new TrackGroup(group.name(), members(group, instances)))
                .toList();
    }

    private List<String> members(Draft<TrackGroup> group, Set<String> instances) {
        Set<String> members = new LinkedHashSet<>();
        for (Word member : SyncGroups.words(group)) {
            if (instances.contains(member.text())) {
                members.add(member.text());
            } else {
                new Names(problems)
                        .missing("vrrp_instance", member.text(), member.location(), instances, "the word is ignored");
            }
        }
        if (members.isEmpty()) {
            problems.error(
                    Kind.GENERAL,
                    group.place(),
                    "track_group " + group.name() + " has no members",
                    "write group { INSTANCE … } inside it");
        }
        return List.copyOf(members);
    }

    /** The static address, without a group that is not there. */
    AddressLine resolved(Line<AddressLine> line) {
        return isMissing(line.value().trackGroup(), line) ? line.value().withoutTrackGroup() : line.value();
    }

    /** Whether a static line names a group that is not there, which a problem then says. */
    boolean isMissing(Optional<String> group, Line<?> line) {
        Set<String> known = drafts.stream().map(Draft::name).collect(Collectors.toCollection(LinkedHashSet::new));
        boolean missing = group.filter(name -> !known.contains(name)).isPresent();
        if (missing) {
            new Names(problems)
                    .missing(
                            "track_group",
                            group.orElseThrow(),
                            line.at("track_group"),
                            known,
                            "nothing is in FAULT for it");
        }
        return missing;
    }
}
