package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keepvip.vrrp.Holdings.Repair;
import org.keepvip.vrrp.State.Role;

/** Brings the addresses held to those wanted: all of them as MASTER, none otherwise. */
final class Keeping {
    /** On removal: the interface went, and the address with it. */
    static final Set<String> GONE = Set.of("ENODEV", "EADDRNOTAVAIL");

    /** How long a report by the kernel may be undone by the next one, before it is acted on. */
    private static final Duration SETTLING = Duration.ofMillis(10);

    private Keeping() {}

    /** Everything off, whether or not it is known to be on: an add may still be under way. */
    static List<Action> removal(Settings settings) {
        return settings.addresses().count() == 0
                ? List.of()
                : List.of(new Action.RemoveAddresses(settings.addresses().all()));
    }

    /** The belief that goes with {@link #removal}; what cannot be removed is reported and comes back. */
    static State letGo(State state) {
        return state.with(Holdings.NONE);
    }

    /** Takes off what is there and should not be. */
    static Step clearing(Settings settings, State state) {
        List<Vip> leftovers = settings.addresses().all().stream()
                .filter(vip -> state.holdings().holds(vip.key()))
                .toList();
        return leftovers.isEmpty()
                ? Step.to(state)
                : new Step(letGo(state), List.of(new Action.RemoveAddresses(leftovers)));
    }

    /** In a role that should not have it, it goes, unless the report was the echo of an add that is undone already. */
    static Step appeared(Settings settings, State state, Vip.Key key, Moment now) {
        if (state.holdings().holds(key) || settings.addresses().find(key).isEmpty()) {
            return Step.to(state);
        }
        Holdings holdings = state.holdings().withPresent(key);
        return switch (state.role()) {
            case Role.Initialize initialize ->
                Step.to(state.with(
                        initialize.startAt().equals(Moment.NEVER) ? holdings : settling(holdings, key, now)));
            case Role.Master _ -> Step.to(state.with(holdings.mended(key)));
            case Role.Backup _, Role.Fault _ -> Step.to(state.with(settling(holdings, key, now)));
        };
    }

    /** As MASTER it is put back, unless the report was the echo of a removal that is undone already. */
    static Step vanished(Settings settings, State state, Vip.Key key, Moment now) {
        if (!state.holdings().holds(key)) {
            return Step.to(state);
        }
        Holdings holdings = state.holdings().withAbsent(key);
        return switch (state.role()) {
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> Step.to(state.with(holdings.mended(key)));
            case Role.Master _ -> {
                boolean tracked =
                        settings.addresses().find(key).filter(Vip::tracked).isPresent();
                yield Step.to(state.with(tracked ? settling(holdings, key, now) : holdings));
            }
        };
    }

    private static Holdings settling(Holdings holdings, Vip.Key key, Moment now) {
        return holdings.with(key, holdings.repair(key).retryAt(now.plus(SETTLING)));
    }

    static Step changed(Settings settings, State state, List<Event.AddressOutcome> outcomes, Moment now) {
        return switch (state.role()) {
            case Role.Master master -> changedAsMaster(settings, state, master, outcomes, now);
            case Role.Initialize _, Role.Backup _, Role.Fault _ ->
                Step.to(changedOtherwise(settings, state, outcomes, now));
        };
    }

    /** What is on is announced in the same step: the first chunk's announcements do not wait for the last chunk. */
    private static Step changedAsMaster(
            Settings settings, State state, Role.Master master, List<Event.AddressOutcome> outcomes, Moment now) {
        Set<Vip.Key> present = new HashSet<>(state.holdings().present());
        List<Vip> added = new ArrayList<>();
        Holdings holdings = state.holdings();
        for (Event.AddressOutcome outcome : outcomes) {
            Vip.Key key = outcome.vip().key();
            if (outcome.error().isEmpty() && outcome.added()) {
                present.add(key);
                added.add(outcome.vip());
                holdings = holdings.mended(key);
            } else if (outcome.error().isEmpty()) {
                present.remove(key);
            } else if (outcome.added()) {
                Repair refused = holdings.repair(key).refused(now);
                if (refused.errors() >= Holdings.TRIES) {
                    String error = outcome.error().get();
                    return Life.setBack(
                            settings, state, new FaultReason.AddressRefused(key, error, now.plus(Life.SETBACK)));
                }
                holdings = holdings.with(key, refused);
            }
        }
        State held = state.with(holdings.withPresent(present));
        return announced(settings, held, master, added, now);
    }

    private static Step announced(Settings settings, State state, Role.Master master, List<Vip> added, Moment now) {
        if (added.isEmpty()) {
            return Step.to(state);
        }
        AnnouncementPlan plan =
                master.plan().restarted(settings.announcing(), now).announcing(added);
        boolean speaks = switch (master.voice()) {
            case SPEAKING -> !plan.due().isAfter(now);
            case DRAINING, LISTENING -> false;
        };
        if (!speaks) {
            return Step.to(state.with(Life.planned(master, plan)));
        }
        AnnouncementPlan.Emission emission =
                plan.next(settings, state.holdings().present(), now);
        return new Step(
                state.with(Life.planned(master, emission.plan())), List.of(new Action.Announce(emission.vips())));
    }

    private static State changedOtherwise(
            Settings settings, State state, List<Event.AddressOutcome> outcomes, Moment now) {
        Holdings holdings = state.holdings();
        for (Event.AddressOutcome outcome : outcomes) {
            Vip.Key key = outcome.vip().key();
            boolean refused =
                    outcome.error().filter(error -> !GONE.contains(error)).isPresent();
            if (!outcome.added() && refused && settings.addresses().find(key).isPresent()) {
                holdings =
                        holdings.withPresent(key).with(key, holdings.repair(key).refused(now));
            } else if (!outcome.added()) {
                holdings = (holdings.holds(key) ? holdings.withAbsent(key) : holdings).mended(key);
            }
        }
        return state.with(holdings);
    }

    /** Mends what is due, after what {@code step} does. */
    static Step retried(Settings settings, Step step, Moment now) {
        boolean master = switch (step.next().role()) {
            case Role.Master _ -> true;
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> false;
        };
        Holdings holdings = step.next().holdings();
        List<Vip> again = new ArrayList<>();
        for (int i = 0; i < settings.addresses().count(); i++) {
            Vip vip = settings.addresses().vip(i);
            Repair repair = holdings.repair(vip.key());
            if (repair.retry().isAfter(now)) {
                continue;
            }
            boolean meddled = repair.errors() == 0;
            Moment allowed = meddled ? repair.allowed(now) : now;
            if (!allowed.isAfter(now)) {
                holdings = holdings.with(vip.key(), meddled ? repair.intervened(now) : repair.retryAt(Moment.NEVER));
                again.add(vip);
            } else if (master) {
                FaultReason.Setback contested = new FaultReason.VipContested(vip.key(), now.plus(Life.SETBACK));
                return Life.setBack(settings, step.next(), contested).after(step.actions());
            } else {
                holdings = holdings.with(vip.key(), repair.retryAt(allowed));
            }
        }
        Step mended = new Step(step.next().with(holdings), again.isEmpty() ? List.of() : mending(master, again));
        return mended.after(step.actions());
    }

    private static List<Action> mending(boolean master, List<Vip> vips) {
        List<Vip> all = List.copyOf(vips);
        return List.of(master ? new Action.AddAddresses(all) : new Action.RemoveAddresses(all));
    }
}
