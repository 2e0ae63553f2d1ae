package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keepvip.conf.keyword.BlockReader;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Statement;
import org.keepvip.conf.keyword.Statements;
import org.keepvip.conf.keyword.Vocabulary;
import org.keepvip.conf.language.ConfText;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.conf.model.VrrpInstance;

/** Makes a configuration of a file's statements. */
public final class ConfigurationReader {
    private final Problems problems = new Problems();

    private ConfigurationReader() {}

    /** What {@code text} says, and everything that is wrong with it, for a machine of which nothing is known. */
    public static Reading read(ConfText text) {
        return read(text, Machine.UNKNOWN);
    }

    /** What {@code text} says, and everything that is wrong with it on that machine. */
    public static Reading read(ConfText text, Machine machine) {
        return new ConfigurationReader().reading(text, machine);
    }

    private Reading reading(ConfText text, Machine machine) {
        text.problems().forEach(problems::add);
        Vocabulary<Configuration> vocabulary = Vocabulary.of(Configuration.class);
        List<Statement> statements = Statements.nest(text.pieces(), vocabulary.blockWords()::contains, problems);
        Location top = Location.whole(text.end().file());
        Draft<Configuration> draft = new BlockReader(vocabulary, problems).read(vocabulary, "", top, statements);
        Draft<GlobalDefs> globalDraft = draft.merged("global_defs", GlobalDefs.class);
        GlobalDefs globals = new GlobalCompletion(globalDraft, problems).complete();
        Map<String, Object> inherited = Vocabulary.of(GlobalDefs.class).values(globals);
        Outside outside = new Outside(draft, problems);

        Map<String, VrrpInstance> instances = new LinkedHashMap<>();
        Map<String, Draft<VrrpInstance>> sources = new LinkedHashMap<>();
        for (Draft<VrrpInstance> instance : draft.blocks("vrrp_instance", VrrpInstance.class)) {
            if (unique(instance, sources)) {
                sources.put(instance.name(), instance);
                List<String> notServed = outside.notServed(instance);
                new InstanceCompletion(instance, globals, machine, problems)
                        .complete(inherited, notServed)
                        .ifPresent(completed -> {
                            instances.put(completed.name(), completed);
                            new MachineRules(machine, globals, instance, problems).check(completed);
                        });
            }
        }
        Clashes clashes = new Clashes(problems);
        clashes.find(List.copyOf(instances.values()), sources).forEach(instances::remove);
        clashes.shared(List.copyOf(instances.values()), sources);
        List<Draft.Unserved> unserved = new ArrayList<>(draft.unserved());
        unserved.addAll(globalDraft.unserved());
        sources.values().forEach(instance -> unserved.addAll(instance.unserved()));
        new Unserved(unserved, problems).warn();
        List<AddressLine> statics = draft.lines("static_ipaddress", AddressLine.class).stream()
                .flatMap(line -> new AddressLineRules(problems).apply(line).stream())
                .map(Line::value)
                .toList();
        Configuration configuration = new Configuration(globals, List.copyOf(instances.values()), statics);
        return new Reading(top.file(), configuration, inOrder(text.files()), sources);
    }

    /** In the order of the files and their lines, so that one reads the problems along with them. */
    private List<Problem> inOrder(List<String> files) {
        Comparator<Problem> byPlace = Comparator.comparingInt(
                        (Problem problem) -> files.indexOf(problem.location().file()))
                .thenComparingInt(problem -> problem.location().line().number())
                .thenComparingInt(problem -> problem.location().column());
        return problems.found().stream().sorted(byPlace).toList();
    }

    private boolean unique(Draft<VrrpInstance> instance, Map<String, Draft<VrrpInstance>> sources) {
        Draft<VrrpInstance> earlier = sources.get(instance.name());
        if (earlier != null) {
            problems.error(
                    Kind.GENERAL,
                    instance.place(),
                    "vrrp_instance " + instance.name() + " is already in line "
                            + earlier.place().line().number() + "; this one is skipped",
                    "give it another name");
        }
        return earlier == null;
    }
}
