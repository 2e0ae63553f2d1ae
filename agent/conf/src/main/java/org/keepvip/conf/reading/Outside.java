package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.NotServed.Effect;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Statement;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Word;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.VrrpInstance;

/**
 * What stands outside an instance and could still decide about it, none of it served: trackers, synchronisation groups,
 * network namespaces.
 */
final class Outside {
    private static final Map<String, Set<String>> TRACKERS = Map.of(
            "track_script", Set.of("vrrp_script"),
            "track_file", Set.of("track_file", "vrrp_track_file"),
            "track_process", Set.of("vrrp_track_process"),
            "track_bfd", Set.of("bfd_instance"));

    private final Draft<Configuration> root;
    private final Problems problems;
    private final Map<String, Location> members = new HashMap<>();

    Outside(Draft<Configuration> root, Problems problems) {
        this.root = root;
        this.problems = problems;
        Set<String> instances = new LinkedHashSet<>();
        root.blocks("vrrp_instance", VrrpInstance.class).forEach(draft -> instances.add(draft.name()));
        root.unserved().stream()
                .filter(keyword -> keyword.keyword().equals("vrrp_sync_group"))
                .flatMap(keyword -> memberWords(keyword.statement()).stream())
                .forEach(member -> member(member, instances));
    }

    private static List<Word> memberWords(Statement group) {
        return group.body().stream()
                .filter(inner -> inner.keyword().text().equals("group"))
                .flatMap(inner -> inner.body().stream())
                .flatMap(line -> line.line().words().stream())
                .toList();
    }

    private void member(Word member, Set<String> instances) {
        members.put(member.text(), member.location());
        if (!instances.contains(member.text())) {
            problems.error(
                    Kind.GENERAL,
                    member.location(),
                    "no vrrp_instance is named " + member.shown(),
                    "one of " + String.join(", ", instances));
        }
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
        if (members.containsKey(instance.name())) {
            keywords.put("vrrp_sync_group", members.getOrDefault(instance.name(), instance.place()));
        }
        for (String list : List.of("virtual_ipaddress", "virtual_ipaddress_excluded")) {
            for (Line<AddressLine> line : instance.lines(list, AddressLine.class)) {
                if (line.options().containsKey("use_vmac")) {
                    keywords.putIfAbsent("use_vmac", line.at("use_vmac"));
                }
            }
        }
        if (instance.written("accept", Boolean.class).filter(accept -> !accept).isPresent()) {
            keywords.put("no_accept", instance.at("accept"));
        }
        keywords.forEach((keyword, at) -> problems.error(
                Kind.ADVICE,
                at,
                instance.name() + " stays in FAULT: this version does not serve " + keyword
                        + ", which could change who is MASTER or what it holds",
                "remove " + keyword + ", or stay with keepalived for this instance"));
        return List.copyOf(keywords.keySet());
    }

    /** A reference to a tracker counts only when the tracker stands before it; keepalived ignores it otherwise. */
    private boolean decides(Draft<VrrpInstance> instance, Draft.Unserved reference) {
        if (reference.keyword().equals("vrf") && instance.has("interface")) {
            problems.error(
                    Kind.GENERAL,
                    reference.statement().value(),
                    "vrf is ignored beside interface",
                    "remove vrf; the interface already is in its VRF");
            return false;
        }
        Set<String> kinds = TRACKERS.get(reference.keyword());
        if (kinds == null) {
            return true;
        }
        List<Statement> served = new ArrayList<>();
        for (Statement line : reference.statement().body()) {
            if (isDefined(instance, kinds, line.keyword())) {
                served.add(line);
            }
        }
        return !served.isEmpty();
    }

    private boolean isDefined(Draft<VrrpInstance> instance, Set<String> kinds, Word name) {
        List<Draft.Unserved> definitions = root.unserved().stream()
                .filter(other -> kinds.contains(other.keyword()))
                .filter(other -> other.statement().arguments().stream()
                        .limit(1)
                        .anyMatch(word -> word.text().equals(name.text())))
                .toList();
        if (definitions.stream().anyMatch(definition -> definition.position() < instance.position())) {
            return true;
        }
        String kind = kinds.iterator().next();
        problems.error(
                Kind.GENERAL,
                name.location(),
                definitions.isEmpty()
                        ? "no " + kind + " is named " + name.shown() + "; the line is ignored, as in keepalived"
                        : kind + " " + name.text()
                                + " is defined after this instance; the line is ignored, as in keepalived",
                definitions.isEmpty()
                        ? "define " + kind + " " + name.text() + " above this instance, or remove the line"
                        : "move the definition above vrrp_instance " + instance.name() + ", or remove the line");
        return false;
    }
}
