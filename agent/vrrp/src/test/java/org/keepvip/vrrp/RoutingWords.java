package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keepvip.conf.language.ConfReader;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.reading.ConfigurationReader;

/** Routes and rules in a scene: lines of keepalived.conf with _ for each space, and their labels without it. */
final class RoutingWords {
    private RoutingWords() {}

    static Settings.Routing settings(List<String> routes, List<String> rules) {
        if (routes.isEmpty() && rules.isEmpty()) {
            return Settings.Routing.NONE;
        }
        String text = "static_routes {\n" + lines(routes) + "}\nstatic_rules {\n" + lines(rules) + "}\n";
        Configuration read = ConfigurationReader.read(
                        ConfReader.read("scene", new OneFile(text), org.keepvip.conf.language.Surroundings.of("node")))
                .configuration();
        List<RoutingEntry> entries = new ArrayList<>();
        read.staticRoutes().forEach(line -> entries.add(new VirtualRoute(line)));
        read.staticRules().forEach(line -> entries.add(new VirtualRule(line)));
        if (entries.size() != routes.size() + rules.size()) {
            throw new IllegalArgumentException("not all of these are routes and rules: " + text);
        }
        return new Settings.Routing(List.copyOf(entries));
    }

    private static String lines(List<String> words) {
        return words.stream()
                .map(word -> word.replace('_', ' ').replace("no track", "no_track") + "\n")
                .collect(Collectors.joining());
    }

    private record OneFile(String text) implements SourceFiles {
        @Override
        public Content read(String name) {
            return new Content.Text(text);
        }

        @Override
        public List<String> glob(String pattern) {
            return pattern.equals("scene") ? List.of(pattern) : List.of();
        }

        @Override
        public Optional<String> home(String user) {
            return Optional.empty();
        }
    }

    static String labels(List<RoutingEntry> entries) {
        return entries.stream().map(Holding::caption).collect(Collectors.joining(", "));
    }

    static List<String> state(State state, Settings settings) {
        List<String> parts = new ArrayList<>();
        Upkeep<RoutingEntry> routing = state.routing();
        int all = settings.routing().entries().size();
        if (!routing.held().isEmpty()) {
            parts.add("routes and rules: "
                    + (routing.held().size() == all ? "all" : routing.held().size() + " of " + all));
        }
        settings.routing().entries().forEach(entry -> {
            Holdings.Repair repair = routing.repairs().getOrDefault(entry, Holdings.Repair.NONE);
            boolean astray = routing.astray().contains(entry);
            if (astray || !repair.equals(Holdings.Repair.NONE)) {
                Moment again = astray ? routing.mendAt() : repair.retry();
                parts.add(entry.caption() + " mended "
                        + repair.interventions().size() + " times"
                        + (repair.errors() > 0 ? ", refused " + repair.errors() + " times" : "")
                        + (again.equals(Moment.NEVER) ? "" : ", again " + SceneText.at(again)));
            }
        });
        if (!routing.recheck().equals(Moment.NEVER)) {
            parts.add("all asked for again " + SceneText.at(routing.recheck()));
        }
        return parts;
    }

    /** What the kernel answers, if the action is about routes and rules. */
    static Optional<Event> answer(Action action, Optional<String> error) {
        return switch (action) {
            case Action.AddRouting(List<RoutingEntry> entries) -> Optional.of(changed(entries, true, error));
            case Action.RemoveRouting(List<RoutingEntry> entries) -> Optional.of(changed(entries, false, error));
            case Action.SendAdvertisement _, Action.AddAddresses _, Action.RemoveAddresses _, Action.Announce _ ->
                Optional.empty();
        };
    }

    private static Event changed(List<RoutingEntry> entries, boolean added, Optional<String> error) {
        return new Event.RoutingChanged(entries.stream()
                .map(entry -> new Upkeep.Outcome<>(entry, added, error))
                .toList());
    }

    /** {@code routed} or {@code unrouted}, then for each a number from 1 in the order of the settings. */
    static Event observed(String[] words, Settings settings) {
        Set<RoutingEntry> entries = Arrays.stream(words)
                .skip(1)
                .map(Integer::parseInt)
                .map(number -> settings.routing().entries().get(number - 1))
                .collect(Collectors.toSet());
        return words[0].equals("routed")
                ? new Event.RoutingObserved(entries, Set.of())
                : new Event.RoutingObserved(Set.of(), entries);
    }
}
