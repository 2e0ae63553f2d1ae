package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Addresses, routes and rules that are there for as long as the process runs, whatever the routers do. One that somebody
 * takes off is put back, as often as the limit of {@link Upkeep} allows; one with a track_group is not, and the members of
 * its group are in FAULT until it is back.
 *
 * @param wanted in the order they are added in
 * @param awaited those with a track_group that somebody took off, and has to put back
 */
public record Statics(List<StaticHolding> wanted, Upkeep<Holding> upkeep, Set<Holding> awaited) {
    /** None. */
    public static final Statics NONE = new Statics(List.of(), Upkeep.none(), Set.of());

    /**
     * What is to be done.
     *
     * @param removed those to be taken off, in this order, first
     * @param added those to be put there, in this order
     */
    public record Change(Statics next, List<Holding> removed, List<Holding> added) {}

    /** From these to others; {@code others} is empty at the end. */
    public Change reconfigured(List<StaticHolding> others) {
        List<Holding> before = holdings(wanted);
        List<Holding> after = holdings(others);
        Set<Holding> waiting = new HashSet<>(awaited);
        waiting.retainAll(grouped(others));
        return new Change(
                new Statics(List.copyOf(others), upkeep.among(after), Collections.unmodifiableSet(waiting)),
                missing(before, after).reversed(),
                missing(after, before));
    }

    private static List<Holding> missing(List<Holding> here, List<Holding> there) {
        List<Holding> all = new ArrayList<>(here);
        all.removeAll(new HashSet<>(there));
        return List.copyOf(all);
    }

    private static List<Holding> holdings(List<StaticHolding> all) {
        return all.stream().map(StaticHolding::holding).distinct().toList();
    }

    private static Set<Holding> grouped(List<StaticHolding> all) {
        return all.stream()
                .filter(one -> one.group().isPresent())
                .map(StaticHolding::holding)
                .collect(Collectors.toSet());
    }

    /** What became of what was to be done. */
    public Statics changed(List<Upkeep.Outcome<Holding>> outcomes, Moment now) {
        return new Statics(wanted, upkeep.changed(outcomes, true, now), awaited);
    }

    /** What the kernel reported: those are there now, and those are gone. */
    public Statics observed(Set<Holding> appeared, Set<Holding> vanished, Moment now) {
        Set<Holding> lost = new HashSet<>(vanished);
        lost.retainAll(upkeep.held());
        lost.retainAll(grouped(wanted));
        Set<Holding> waiting = new HashSet<>(awaited);
        waiting.addAll(lost);
        waiting.removeAll(appeared);
        return new Statics(
                wanted, upkeep.observed(appeared, vanished, true, now), Collections.unmodifiableSet(waiting));
    }

    /** An address changed, with which some may be gone unreported, or possible again. */
    public Statics shaken(Moment now) {
        return new Statics(wanted, upkeep.shaken(now), awaited);
    }

    /** A link went down or came up: what the kernel took off because of it nobody else will put back. */
    public Statics relinked(Moment now) {
        return new Statics(wanted, upkeep.shaken(now), Set.of());
    }

    /** When {@link #due} is wanted; {@link Moment#NEVER} for none. */
    public Moment deadline() {
        return upkeep.deadline();
    }

    /** What is to be done now. */
    public Change due(Moment now) {
        Upkeep.Mending<Holding> mending = upkeep.dueInTime(holdings(wanted), now);
        List<Holding> again = new ArrayList<>(mending.again());
        again.removeAll(awaited);
        return new Change(new Statics(wanted, mending.next(), awaited), List.of(), List.copyOf(again));
    }

    /** What is missing of each group, as a log names it; only groups of which something is. */
    public Map<String, Set<String>> missing() {
        Map<String, Set<String>> missing = new TreeMap<>();
        for (StaticHolding one : wanted) {
            if (one.group().isPresent() && !upkeep.held().contains(one.holding())) {
                missing.computeIfAbsent(one.group().get(), _ -> new LinkedHashSet<>())
                        .add(one.holding().caption());
            }
        }
        return Collections.unmodifiableMap(missing);
    }
}
