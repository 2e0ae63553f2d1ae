package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.ProcessLayout;
import org.keepvip.conf.model.SyncGroup;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.model.VrrpScript;
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

    /** What {@code text} says, and everything that is wrong with it on that machine, of whose files nothing is known. */
    public static Reading read(ConfText text, Machine machine) {
        return read(text, machine, SourceFiles.NONE);
    }

    /**
     * What {@code text} says, and everything that is wrong with it on that machine.
     *
     * @param files where iproute2's names for tables, protocols and the like are looked up, and where keys are kept
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
        Draft<GlobalDefs> globals = root.merged("global_defs", GlobalDefs.class);
        List<Draft<VrrpInstance>> drafts =
                new Names(problems).unique("vrrp_instance", root.blocks("vrrp_instance", VrrpInstance.class));
        Configuration configuration = configuration(text.files(), root, globals, drafts);
        unserved(root, globals, drafts);
        Map<String, Source> sources = drafts.stream().collect(Collectors.toMap(Draft::name, Draft::source));
        List<WrittenCommand> commands = commands(configuration, root, globals, drafts);
        return new Reading(main, configuration, inOrder(text.files(), problems.found()), sources, commands);
    }

    private Configuration configuration(
            List<String> order,
            Draft<Configuration> root,
            Draft<GlobalDefs> globalDraft,
            List<Draft<VrrpInstance>> drafts) {
        GlobalDefs globals = new GlobalCompletion(globalDraft, problems).complete();
        RoutingNames routing = new RoutingNames(
                files, globals.iproute().shipped(), globals.iproute().own());
        new RoutingRules(order, routing, problems).apply(root, drafts);
        Map<String, Object> inherited = Vocabulary.of(GlobalDefs.class).values(globals);
        Set<String> names = drafts.stream().map(Draft::name).collect(Collectors.toCollection(LinkedHashSet::new));
        SyncGroups groups = new SyncGroups(root, names, problems);
        TrackerReferences trackers = new TrackerReferences(root, globals, problems);
        drafts.forEach(trackers::resolve);
        groups.drafts().forEach(trackers::resolve);
        groups.trackOnce(drafts);
        InterfaceRules interfaces = new InterfaceRules(root, globals, machine, problems);
        groups.drafts().forEach(interfaces::tracked);
        TrackGroups trackGroups = new TrackGroups(root, problems);
        List<VrrpInstance> instances = instances(root, drafts, groups, globals, inherited).stream()
                .map(Placed::instance)
                .toList();
        List<AddressLine> statics = root.lines("static_ipaddress", AddressLine.class).stream()
                .flatMap(line -> new AddressLineRules(problems).apply(line).stream())
                .map(trackGroups::resolved)
                .toList();
        root.lines("static_routes", RouteLine.class)
                .forEach(line -> trackGroups.isMissing(line.value().watch().trackGroup(), line));
        root.lines("static_rules", RuleLine.class)
                .forEach(line -> trackGroups.isMissing(line.value().watch().trackGroup(), line));
        return new Configuration(
                globals,
                root.part(ProcessLayout.class),
                instances,
                statics,
                values(root.lines("static_routes", RouteLine.class)),
                values(root.lines("static_rules", RuleLine.class)),
                trackers.scripts(),
                trackers.files(),
                trackers.processes(),
                trackers.bfds(),
                groups.records(globals, inherited),
                trackGroups.records(names),
                interfaces.garpGroups(),
                interfaces.delays(instances),
                interfaces.linkbeats());
    }

    private static <L extends Record> List<L> values(List<Line<L>> lines) {
        return lines.stream().map(Line::value).toList();
    }

    /** Those of the instances that can run. */
    private List<Placed> instances(
            Draft<Configuration> root,
            List<Draft<VrrpInstance>> drafts,
            SyncGroups groups,
            GlobalDefs globals,
            Map<String, Object> inherited) {
        Outside outside = new Outside(root, problems);
        List<Placed> instances = new ArrayList<>();
        for (Draft<VrrpInstance> draft : drafts) {
            List<String> notServed = outside.notServed(draft);
            new InstanceCompletion(draft, globals, machine, files, groups.of(draft.name()), problems)
                    .complete(inherited, notServed)
                    .ifPresent(instance -> {
                        instances.add(new Placed(draft, instance));
                        new MachineRules(machine, globals, draft, problems).check(instance);
                    });
        }
        Clashes clashes = new Clashes(problems);
        instances.removeAll(clashes.repeated(instances));
        clashes.shared(instances);
        clashes.virtualInterfaces(instances);
        return instances;
    }

    /** Says what is read and not acted on. */
    private void unserved(Draft<Configuration> root, Draft<GlobalDefs> globals, List<Draft<VrrpInstance>> drafts) {
        List<Draft<SyncGroup>> groups = root.blocks("vrrp_sync_group", SyncGroup.class);
        List<Draft.Unserved> unserved = new ArrayList<>(root.unserved());
        unserved.addAll(globals.unserved());
        groups.forEach(draft -> unserved.addAll(draft.unserved()));
        drafts.forEach(draft -> unserved.addAll(draft.unserved()));
        new Unserved(unserved, problems).warn();
    }

    /** Every command that may be run, and what keepalived would warn of on account of them. */
    private List<WrittenCommand> commands(
            Configuration configuration,
            Draft<Configuration> root,
            Draft<GlobalDefs> globals,
            List<Draft<VrrpInstance>> drafts) {
        List<Draft<SyncGroup>> groups = root.blocks("vrrp_sync_group", SyncGroup.class);
        List<Draft<VrrpScript>> scripts = root.blocks("vrrp_script", VrrpScript.class);
        ScriptSecurity security = new ScriptSecurity(globals, problems);
        security.warn(scripts, groups, drafts);
        return security.commands(configuration.scripts(), scripts, groups, drafts);
    }

    /** In the order of the files and their lines, so that one reads the problems along with them. */
    public static List<Problem> inOrder(List<String> files, List<Problem> problems) {
        Comparator<Problem> byPlace = Comparator.comparingInt(
                        (Problem problem) -> files.indexOf(problem.location().file()))
                .thenComparingInt(problem -> problem.location().line().number())
                .thenComparingInt(problem -> problem.location().column());
        return problems.stream().sorted(byPlace).toList();
    }
}
