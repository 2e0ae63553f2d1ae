package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keepvip.conf.keyword.BlockReader;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Source;
import org.keepvip.conf.keyword.Statement;
import org.keepvip.conf.keyword.Statements;
import org.keepvip.conf.keyword.Vocabulary;
import org.keepvip.conf.language.ConfText;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.RuleLine;

/** Makes a configuration of a file's statements. */
public final class ConfigurationReader {
    private final Machine machine;
    private final SourceFiles files;
    private final Problems problems = new Problems();

    private ConfigurationReader(Machine machine, SourceFiles files) {
        this.machine = machine;
        this.files = files;
    }

    /** What {@code text} says, and everything that is wrong with it, for a machine of which nothing is known. */
    public static Reading read(ConfText text) {
        return read(text, Machine.UNKNOWN);
    }

    /** What {@code text} says, and everything that is wrong with it on that machine. */
    public static Reading read(ConfText text, Machine machine) {
        return read(text, machine, SourceFiles.NONE);
    }

    /**
     * What {@code text} says, and everything that is wrong with it on that machine.
     *
     * @param files where iproute2's names for tables, protocols and the like are looked up
     */
    public static Reading read(ConfText text, Machine machine, SourceFiles files) {
        return new ConfigurationReader(machine, files).reading(text);
    }

    private Reading reading(ConfText text) {
        text.problems().forEach(problems::add);
        Vocabulary<Configuration> vocabulary = Vocabulary.of(Configuration.class);
        List<Statement> statements = Statements.nest(text.pieces(), vocabulary.blockWords()::contains, problems);
        String main = text.files().isEmpty() ? text.end().file() : text.files().getFirst();
        Draft<Configuration> root =
                new BlockReader(vocabulary, problems).read(vocabulary, "", Location.whole(main), statements);
        Draft<GlobalDefs> globalDraft = root.merged("global_defs", GlobalDefs.class);
        GlobalDefs globals = new GlobalCompletion(globalDraft, problems).complete();

        List<Draft<VrrpInstance>> drafts = unique(root.blocks("vrrp_instance", VrrpInstance.class));
        RoutingNames names = new RoutingNames(
                files, globals.iproute().shipped(), globals.iproute().own());
        new RoutingRules(text.files(), names, problems).apply(root, drafts);
        List<Placed> instances = instances(root, drafts, globals);
        List<AddressLine> statics = root.lines("static_ipaddress", AddressLine.class).stream()
                .flatMap(line -> new AddressLineRules(problems).apply(line).stream())
                .map(Line::value)
                .toList();
        List<Draft.Unserved> unserved = new ArrayList<>(root.unserved());
        unserved.addAll(globalDraft.unserved());
        drafts.forEach(draft -> unserved.addAll(draft.unserved()));
        new Unserved(unserved, problems).warn();

        Configuration configuration = new Configuration(
                globals,
                instances.stream().map(Placed::instance).toList(),
                statics,
                root.lines("static_routes", RouteLine.class).stream()
                        .map(Line::value)
                        .toList(),
                root.lines("static_rules", RuleLine.class).stream()
                        .map(Line::value)
                        .toList());
        Map<String, Source> sources = drafts.stream().collect(Collectors.toMap(Draft::name, Draft::source));
        return new Reading(main, configuration, inOrder(text.files()), sources);
    }

    /** Those of the instances that can run. */
    private List<Placed> instances(Draft<Configuration> root, List<Draft<VrrpInstance>> drafts, GlobalDefs globals) {
        Map<String, Object> inherited = Vocabulary.of(GlobalDefs.class).values(globals);
        Outside outside = new Outside(root, problems);
        List<Placed> instances = new ArrayList<>();
        for (Draft<VrrpInstance> draft : drafts) {
            List<String> notServed = outside.notServed(draft);
            new InstanceCompletion(draft, globals, machine, problems)
                    .complete(inherited, notServed)
                    .ifPresent(instance -> {
                        instances.add(new Placed(draft, instance));
                        new MachineRules(machine, globals, draft, problems).check(instance);
                    });
        }
        Clashes clashes = new Clashes(problems);
        instances.removeAll(clashes.repeated(instances));
        clashes.shared(instances);
        return instances;
    }

    /** As keepalived, the first of each name. */
    private List<Draft<VrrpInstance>> unique(List<Draft<VrrpInstance>> drafts) {
        Map<String, Draft<VrrpInstance>> byName = new LinkedHashMap<>();
        for (Draft<VrrpInstance> draft : drafts) {
            Draft<VrrpInstance> earlier = byName.putIfAbsent(draft.name(), draft);
            if (earlier != null) {
                problems.error(
                        Kind.GENERAL,
                        draft.place(),
                        "vrrp_instance " + draft.name() + " is already in line "
                                + earlier.place().line().number() + "; this one is skipped",
                        "give it another name");
            }
        }
        return List.copyOf(byName.values());
    }

    /** In the order of the files and their lines, so that one reads the problems along with them. */
    private List<Problem> inOrder(List<String> files) {
        Comparator<Problem> byPlace = Comparator.comparingInt(
                        (Problem problem) -> files.indexOf(problem.location().file()))
                .thenComparingInt(problem -> problem.location().line().number())
                .thenComparingInt(problem -> problem.location().column());
        return problems.found().stream().sorted(byPlace).toList();
    }
}
