package org.keepvip.daemon.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.tracking.Influence;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** Tells routers of their links and addresses, where these are not as they know them. */
final class Reports {
    private final LinkTable links;
    private final LinkView view;
    private final Roster roster;
    private final BiConsumer<RunningRouter, Optional<IpAddress>> placed;
    private final Map<Tracker, Reading> readings = new HashMap<>();
    private Map<String, Set<String>> missing = Map.of();

    /**
     * Of what is in {@code links}, to those in {@code roster}.
     *
     * @param view what of it counts
     * @param placed gives a router, when its interface or source address may have changed, the sockets for these
     */
    Reports(LinkTable links, LinkView view, Roster roster, BiConsumer<RunningRouter, Optional<IpAddress>> placed) {
        this.links = links;
        this.view = view;
        this.roster = roster;
        this.placed = placed;
    }

    /** Tells every router what of it changed. */
    void tell(LinkTable.Changes changes, Moment now) {
        if (changes.isEmpty()) {
            return;
        }
        view.look(changes.links(), now);
        tellLinks(changes.links(), now);
        Map<RunningRouter, Set<Vip.Key>> concerned = new LinkedHashMap<>();
        for (Vip.Key key : changes.addresses()) {
            for (RunningRouter router : roster.holders(key)) {
                concerned.computeIfAbsent(router, _ -> new LinkedHashSet<>()).add(key);
            }
        }
        concerned.forEach((router, keys) -> observe(router, keys, now));
    }

    /** Tells the routers that use the tracker what it says. */
    void tell(Tracker tracker, Reading reading, Moment now) {
        if (reading.equals(readings.put(tracker, reading))) {
            return;
        }
        for (RunningRouter router : roster.routers()) {
            tellReadings(router, now);
        }
    }

    /** Tells the routers of each track group what static items of it are missing; only groups of which something is. */
    void tellMissing(Map<String, Set<String>> items, Moment now) {
        if (items.equals(missing)) {
            return;
        }
        missing = items;
        for (RunningRouter router : roster.routers()) {
            tellMissing(router, now);
        }
    }

    private void tellMissing(RunningRouter router, Moment now) {
        Set<String> groups = router.settings().tracking().membership().trackGroups();
        if (groups.isEmpty()) {
            return;
        }
        Set<String> items = new HashSet<>();
        groups.forEach(group -> items.addAll(missing.getOrDefault(group, Set.of())));
        if (!items.equals(router.state().surroundings().tidings().missingItems())) {
            router.deliver(new Event.StaticItemsMissing(items), now);
        }
    }

    private void tellReadings(RunningRouter router, Moment now) {
        List<Influence> trackers = router.settings().tracking().trackers();
        for (int i = 0; i < trackers.size(); i++) {
            Tracker tracker = trackers.get(i).tracker();
            @Nullable Reading reading = readings.get(tracker);
            if (reading != null
                    && !reading.equals(
                            router.state().surroundings().tidings().readings().get(tracker))) {
                router.deliver(new Event.TrackerReported(tracker, reading), now);
            }
        }
    }

    /** What a tracker that is no longer configured said is forgotten. */
    void forgetUnused() {
        Set<Tracker> used = new HashSet<>();
        for (RunningRouter router : roster.routers()) {
            router.settings().tracking().trackers().forEach(influence -> used.add(influence.tracker()));
        }
        readings.keySet().retainAll(used);
    }

    /** Tells every router what counts of its links by now. */
    void settleLinks(Moment now) {
        tellLinks(view.settle(now), now);
    }

    private void tellLinks(Set<String> names, Moment now) {
        if (names.isEmpty()) {
            return;
        }
        for (RunningRouter router : roster.routers()) {
            boolean depends = false;
            for (String name : names) {
                depends |= roster.dependsOn(router, name);
            }
            if (depends || router.settings().device().isEmpty()) {
                describe(router, now);
            }
        }
    }

    /** Tells the router of its links and source address as they are. Its sockets come first: it may be MASTER at once. */
    void describe(RunningRouter router, Moment now) {
        Settings settings = router.settings();
        Optional<IpAddress> source = source(settings);
        placed.accept(router, settings.wire().source().or(() -> source));
        tellLinks(router, roster.dependencies(router), now);
        if (!source.equals(router.state().surroundings().reportedSource())) {
            router.deliver(new Event.SourceAddressChanged(source), now);
        }
        settings.sourceDevice().ifPresent(device -> router.subnets(links.subnets(device, settings.family())));
        tellReadings(router, now);
        tellMissing(router, now);
    }

    /** Tells the router of those links as they are. */
    void tellLinks(RunningRouter router, Set<String> names, Moment now) {
        for (String name : names) {
            if (!view.link(name).equals(router.state().surroundings().links().get(name))) {
                router.deliver(new Event.LinkChanged(name, view.link(name)), now);
            }
        }
    }

    private Optional<IpAddress> source(Settings settings) {
        return settings.wire().source().isPresent()
                ? settings.wire().source().filter(address -> links.isUsable(address, settings.sourceDevice()))
                : settings.sourceDevice()
                        .flatMap(device -> links.primary(device, settings.family(), roster::isVirtual));
    }

    /** Tells the router which of its addresses are not as it knows them: all at once, however many. */
    void observe(RunningRouter router, Set<Vip.Key> keys, Moment now) {
        Set<Vip.Key> known = router.state().holdings().present();
        Set<Vip.Key> appeared = new LinkedHashSet<>();
        Set<Vip.Key> vanished = new LinkedHashSet<>();
        for (Vip.Key key : keys) {
            boolean present = links.has(key);
            if (present != known.contains(key)) {
                (present ? appeared : vanished).add(key);
            }
        }
        if (!appeared.isEmpty() || !vanished.isEmpty()) {
            router.deliver(new Event.AddressesObserved(appeared, vanished), now);
        }
    }
}
