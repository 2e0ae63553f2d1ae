package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Holding;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.RoutingEntry;
import org.keepvip.vrrp.StaticHolding;
import org.keepvip.vrrp.Statics;
import org.keepvip.vrrp.Upkeep;
import org.keepvip.vrrp.Vip;

/** Does what {@link Statics} wants done, and tells it what became of that and what others did. */
final class StaticKeeper implements RoutingWatch.Listener {
    private final Addresses addresses;
    private final Routing routing;
    private final LinkTable links;
    private final Journal journal;
    private Statics statics = Statics.NONE;
    private final Set<String> down = new HashSet<>();

    StaticKeeper(Addresses addresses, Routing routing, LinkTable links, Journal journal) {
        this.addresses = addresses;
        this.routing = routing;
        this.links = links;
        this.journal = journal;
    }

    /** When {@link #due} is wanted; {@link Moment#NEVER} for none. */
    Moment deadline() {
        return statics.deadline();
    }

    /** Goes on with those, in the place of what was kept before. */
    void keep(List<StaticHolding> wanted, Moment now) {
        List<RoutingEntry> entries = wanted.stream()
                .map(StaticHolding::holding)
                .filter(RoutingEntry.class::isInstance)
                .map(RoutingEntry.class::cast)
                .toList();
        routing.watch().begin(this, this, entries);
        perform(statics.reconfigured(wanted), now);
    }

    /** Takes all of them off. */
    void end(Moment now) {
        keep(List.of(), now);
    }

    /** Does what is due. */
    void due(Moment now) {
        perform(statics.due(now), now);
    }

    private void perform(Statics.Change change, Moment now) {
        List<Upkeep.Outcome<Holding>> outcomes = new ArrayList<>();
        inRuns(change.removed(), false, outcomes);
        inRuns(change.added(), true, outcomes);
        for (Upkeep.Outcome<Holding> outcome : outcomes) {
            outcome.error()
                    .filter(_ -> isNews(outcome))
                    .ifPresent(error ->
                            journal.warning("static " + outcome.holding().caption() + " cannot be "
                                    + (outcome.added() ? "added" : "removed") + ": " + error));
        }
        statics = change.next().changed(outcomes, now);
    }

    private boolean isNews(Upkeep.Outcome<Holding> outcome) {
        return !outcome.added() || !statics.upkeep().repairs().containsKey(outcome.holding());
    }

    /** In their order, addresses together and routes and rules together. */
    private void inRuns(List<Holding> holdings, boolean adding, List<Upkeep.Outcome<Holding>> outcomes) {
        List<Vip> vips = new ArrayList<>();
        List<RoutingEntry> entries = new ArrayList<>();
        for (Holding holding : holdings) {
            switch (holding) {
                case Vip vip -> vips.add(vip);
                case RoutingEntry entry -> entries.add(entry);
            }
        }
        if (adding) {
            addresses(vips, true, outcomes);
        }
        (adding ? routing.kernel().add(entries) : routing.kernel().remove(entries))
                .forEach(outcome ->
                        outcomes.add(new Upkeep.Outcome<>(outcome.holding(), outcome.added(), outcome.error())));
        if (!adding) {
            addresses(vips, false, outcomes);
        }
    }

    private void addresses(List<Vip> vips, boolean adding, List<Upkeep.Outcome<Holding>> outcomes) {
        for (Event.AddressOutcome outcome : addresses.change(vips, adding)) {
            outcomes.add(new Upkeep.Outcome<>(outcome.vip(), adding, outcome.error()));
        }
    }

    /** Takes in what changed of links and addresses. */
    void changed(LinkTable.Changes changes, Moment now) {
        if (statics.wanted().isEmpty() || changes.isEmpty()) {
            return;
        }
        Set<Holding> appeared = new LinkedHashSet<>();
        Set<Holding> vanished = new LinkedHashSet<>();
        for (StaticHolding one : statics.wanted()) {
            if (one.holding() instanceof Vip vip && changes.addresses().contains(vip.key())) {
                (links.has(vip.key()) ? appeared : vanished).add(vip);
            }
        }
        told(appeared, vanished, now);
        if (turned(changes.links())) {
            statics = statics.relinked(now);
        }
        boolean lost = changes.addresses().stream().anyMatch(key -> !links.has(key));
        if (lost || statics.upkeep().isFailing()) {
            lost(now);
        }
    }

    /** Whether any of those links went down or came up. */
    private boolean turned(Set<String> changed) {
        boolean any = false;
        for (String name : changed) {
            any |= links.link(name).isUp() ? down.remove(name) : down.add(name);
        }
        return any;
    }

    @Override
    public void observed(Set<RoutingEntry> appeared, Set<RoutingEntry> vanished, Moment now) {
        told(new HashSet<>(appeared), new HashSet<>(vanished), now);
    }

    @Override
    public void lost(Moment now) {
        statics = statics.shaken(now);
    }

    private void told(Set<Holding> appeared, Set<Holding> vanished, Moment now) {
        for (Holding holding : vanished) {
            if (statics.upkeep().held().contains(holding)) {
                journal.warning("Netlink reflector reports static " + holding.caption() + " removed");
            }
        }
        statics = statics.observed(appeared, vanished, now);
    }

    /** What is missing of each track group, as a log names it. */
    Map<String, Set<String>> missing() {
        return statics.missing();
    }
}
