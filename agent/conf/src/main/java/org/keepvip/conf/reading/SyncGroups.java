package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Statement;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Word;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.SyncGroup;
import org.keepvip.conf.model.Tracked;
import org.keepvip.conf.model.TrackedInterface;
import org.keepvip.conf.model.VrrpInstance;

/** The groups of a file and which instance is in which. */
final class SyncGroups {
    private final Set<String> instances;
    private final Problems problems;
    private final Map<Draft<SyncGroup>, List<String>> members = new LinkedHashMap<>();
    private final Map<String, Draft<SyncGroup>> groups = new HashMap<>();

    /**
     * The groups.
     *
     * @param instances the names of all instances
     */
    SyncGroups(Draft<Configuration> root, Set<String> instances, Problems problems) {
        this.instances = instances;
        this.problems = problems;
        for (Draft<SyncGroup> group :
                new Names(problems).unique("vrrp_sync_group", root.blocks("vrrp_sync_group", SyncGroup.class))) {
            read(group);
        }
    }

    private void read(Draft<SyncGroup> group) {
        List<String> names = new ArrayList<>();
        for (Word member : words(group)) {
            Draft<SyncGroup> other = groups.get(member.text());
            if (!instances.contains(member.text())) {
                missing(member);
            } else if (other != null) {
                problems.error(
                        Kind.GENERAL,
                        member.location(),
                        member.text()
                                + (other == group
                                        ? " is already in this group"
                                        : " is already in group " + other.name())
                                + "; the word is ignored",
                        "remove it from one of them");
            } else {
                groups.put(member.text(), group);
                names.add(member.text());
            }
        }
        if (names.isEmpty()) {
            problems.error(
                    Kind.GENERAL,
                    group.place(),
                    "vrrp_sync_group " + group.name() + " has no members; it is left out",
                    group.has("group")
                            ? "put two instances into it, or remove it"
                            : "write group { INSTANCE … } inside it");
            return;
        }
        if (names.size() == 1) {
            problems.warn(
                    Kind.WARNING,
                    group.place(),
                    "vrrp_sync_group " + group.name() + " has one member; there is nothing to keep in step",
                    "add the others, or remove the group");
        }
        members.put(group, List.copyOf(names));
    }

    private void missing(Word member) {
        new Names(problems)
                .missing("vrrp_instance", member.text(), member.location(), instances, "the word is ignored");
    }

    /** The words between the braces of {@code group}, each where it stands. */
    static List<Word> words(Draft<?> group) {
        return group.statements("group").stream()
                .map(Statement::body)
                .flatMap(List::stream)
                .flatMap(line -> line.line().words().stream())
                .toList();
    }

    /** The drafts of the groups that have members. */
    Set<Draft<SyncGroup>> drafts() {
        return members.keySet();
    }

    /** The group that an instance is in. */
    Optional<Draft<SyncGroup>> of(String instance) {
        return Optional.ofNullable(groups.get(instance));
    }

    /** Leaves out what a member tracks and its group tracks as well, trackers resolved before. */
    void trackOnce(List<Draft<VrrpInstance>> drafts) {
        for (Draft<VrrpInstance> member : drafts) {
            Draft<SyncGroup> group = groups.get(member.name());
            if (group != null) {
                once(
                        "track_interface",
                        TrackedInterface.class,
                        line -> line.device().name(),
                        member,
                        group);
                for (String list : List.of("track_script", "track_file", "track_process", "track_bfd")) {
                    once(list, Tracked.class, Tracked::name, member, group);
                }
            }
        }
    }

    private <L extends Record> void once(
            String list, Class<L> type, Function<L, String> name, Draft<VrrpInstance> member, Draft<SyncGroup> group) {
        Set<String> ofGroup = group.lines(list, type).stream()
                .map(line -> name.apply(line.value()))
                .collect(Collectors.toSet());
        List<Line<L>> kept = new ArrayList<>();
        for (Line<L> line : member.lines(list, type)) {
            if (ofGroup.contains(name.apply(line.value()))) {
                problems.error(
                        Kind.GENERAL,
                        line.first(),
                        name.apply(line.value()) + " is tracked by vrrp_sync_group " + group.name()
                                + " as well, for all its members; the line is ignored",
                        "remove one of them");
            } else {
                kept.add(line);
            }
        }
        member.lines(list, kept);
    }

    /** The groups as records, trackers resolved before. */
    List<SyncGroup> records(GlobalDefs globals, Map<String, Object> inherited) {
        NotifyCompletion notifies = new NotifyCompletion(globals);
        List<SyncGroup> records = new ArrayList<>();
        members.forEach((draft, names) -> {
            SyncGroup written = draft.build(inherited);
            records.add(new SyncGroup(
                    written.name(),
                    names,
                    written.trackers(),
                    notifies.complete(written.notifies()),
                    written.trackingWeight(),
                    written.globalTracking()));
        });
        return List.copyOf(records);
    }
}
