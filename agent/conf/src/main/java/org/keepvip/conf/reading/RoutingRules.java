package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.RuleLine;

/** Completes every route and rule of a file, in its order, and leaves out those that cannot be. */
final class RoutingRules {
    /** The main table (RT_TABLE_MAIN). */
    static final int MAIN = 254;
    /** keepalived's protocol number in rt_protos (RTPROT_KEEPALIVED). */
    static final int KEEPALIVED = 18;
    /** RT_SCOPE_UNIVERSE. */
    static final int GLOBAL = 0;
    /** RT_SCOPE_LINK. */
    static final int LINK = 253;
    /** RT_SCOPE_HOST. */
    static final int HOST = 254;

    private final List<String> files;
    private final RoutingNames names;
    private final Problems problems;
    private final RuleCompletion.Preferences preferences = new RuleCompletion.Preferences();

    RoutingRules(List<String> files, RoutingNames names, Problems problems) {
        this.files = files;
        this.names = names;
        this.problems = problems;
    }

    /** Completes those of {@code root} and of its instances. */
    void apply(Draft<Configuration> root, List<Draft<VrrpInstance>> instances) {
        routes(root, "static_routes", true);
        instances.forEach(instance -> routes(instance, "virtual_routes", false));
        List<Runnable> rules = new ArrayList<>();
        List<Location> places = new ArrayList<>();
        add(root, "static_rules", true, rules, places);
        instances.forEach(instance -> add(instance, "virtual_rules", false, rules, places));
        inOrder(rules, places).forEach(Runnable::run);
    }

    private void routes(Draft<?> draft, String list, boolean isStatic) {
        complete(
                draft,
                list,
                RouteLine.class,
                line -> fits(line, line.value().watch(), isStatic)
                        ? new RouteCompletion(line, names, problems).complete()
                        : Optional.empty());
    }

    private void add(Draft<?> draft, String list, boolean isStatic, List<Runnable> rules, List<Location> places) {
        List<Line<RuleLine>> lines = draft.lines(list, RuleLine.class);
        if (!lines.isEmpty()) {
            places.add(lines.getFirst().first());
            rules.add(() -> complete(
                    draft,
                    list,
                    RuleLine.class,
                    line -> fits(line, line.value().watch(), isStatic)
                            ? new RuleCompletion(line, names, problems).complete(preferences)
                            : Optional.empty()));
        }
    }

    private static <L extends Record> void complete(
            Draft<?> draft, String list, Class<L> type, Function<Line<L>, Optional<Line<L>>> completion) {
        List<Line<L>> lines = draft.lines(list, type);
        if (!lines.isEmpty()) {
            draft.lines(
                    list,
                    lines.stream()
                            .flatMap(line -> completion.apply(line).stream())
                            .toList());
        }
    }

    private List<Runnable> inOrder(List<Runnable> rules, List<Location> places) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt(
                        (Integer i) -> files.indexOf(places.get(i).file()))
                .thenComparingInt(i -> places.get(i).line().number()));
        return order.stream().map(rules::get).toList();
    }

    private boolean fits(Line<?> line, RouteLine.Watch watch, boolean isStatic) {
        if (!isStatic && watch.trackGroup().isPresent()) {
            problems.error(
                    Kind.GENERAL,
                    line.at("track_group"),
                    "track_group is for static lines; the line is ignored",
                    "remove track_group");
            return false;
        }
        if (watch.untracked() && watch.trackGroup().isPresent()) {
            problems.error(
                    Kind.GENERAL,
                    line.at("no_track"),
                    "no_track stands beside track_group; the line is ignored",
                    "remove one of them");
            return false;
        }
        return true;
    }
}
