package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keepvip.vrrp.Holdings.Repair;
import org.keepvip.vrrp.State.Role;

/** Brings the addresses held to those wanted: all of them as MASTER, none otherwise. */
final class Keeping {
    /** On removal: the interface went, and the address with it. */
    static final Set<String> GONE = Set.of("ENODEV", "EADDRNOTAVAIL");

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

    static Step appeared(Settings settings, State state, Vip.Key key, Moment now) {
        Optional<Vip> vip = state.holdings().holds(key)
                ? Optional.empty()
                : settings.addresses().find(key);
        if (vip.isEmpty()) {
            return Step.to(state);
        }
        Holdings holdings = state.holdings().withPresent(key);
        return switch (state.role()) {
            case Role.Initialize initialize ->
                initialize.startAt().equals(Moment.NEVER)
                        ? Step.to(state.with(holdings))
                        : takenOff(state, holdings, vip.get(), now);
            case Role.Master _ -> Step.to(state.with(holdings));
            case Role.Backup _, Role.Fault _ -> takenOff(state, holdings, vip.get(), now);
        };
    }

    /** Somebody put it there although we are not MASTER; against an insistent one, three times in ten seconds. */
    private static Step takenOff(State state, Holdings holdings, Vip vip, Moment now) {
        Repair repair = holdings.repair(vip.key());
        Moment allowed = repair.allowed(now);
        return allowed.isAfter(now)
                ? Step.to(state.with(holdings.with(vip.key(), repair.retryAt(allowed))))
                : new Step(
                        state.with(holdings.with(vip.key(), repair.intervened(now))),
                        List.of(new Action.RemoveAddresses(List.of(vip))));
    }

    static Step vanished(Settings settings, State state, Vip.Key key, Moment now) {
        if (!state.holdings().holds(key)) {
            return Step.to(state);
        }
        Holdings holdings = state.holdings().withAbsent(key);
        Optional<Vip> vip = settings.addresses().find(key).filter(Vip::tracked);
        return switch (state.role()) {
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> Step.to(state.with(holdings.without(key)));
            case Role.Master _ ->
                vip.isEmpty() ? Step.to(state.with(holdings)) : putBack(settings, state, holdings, vip.get(), now);
        };
    }

    private static Step putBack(Settings settings, State state, Holdings holdings, Vip vip, Moment now) {
        Repair repair = holdings.repair(vip.key());
        if (repair.allowed(now).isAfter(now)) {
            return Life.setBack(settings, state, new FaultReason.VipContested(vip.key(), now.plus(Life.SETBACK)));
        }
        return new Step(
                state.with(holdings.with(vip.key(), repair.intervened(now))),
                List.of(new Action.AddAddresses(List.of(vip))));
    }

    static Step changed(Settings settings, State state, List<Event.AddressOutcome> outcomes, Moment now) {
        return switch (state.role()) {
            case Role.Master master -> changedAsMaster(settings, state, master, outcomes, now);
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> Step.to(changedOtherwise(state, outcomes, now));
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

    private static State changedOtherwise(State state, List<Event.AddressOutcome> outcomes, Moment now) {
        Holdings holdings = state.holdings();
        for (Event.AddressOutcome outcome : outcomes) {
            Vip.Key key = outcome.vip().key();
            if (!outcome.added()
                    && outcome.error().filter(error -> !GONE.contains(error)).isPresent()) {
                holdings =
                        holdings.withPresent(key).with(key, holdings.repair(key).refused(now));
            } else if (!outcome.added()) {
                holdings = (holdings.holds(key) ? holdings.withAbsent(key) : holdings).mended(key);
            }
        }
        return state.with(holdings);
    }

    /** Tries again what was refused or had to wait, after what {@code step} does. */
    static Step retried(Settings settings, Step step, Moment now) {
        Holdings holdings = step.next().holdings();
        List<Vip> again = new ArrayList<>();
        for (Map.Entry<Vip.Key, Repair> entry : step.next().holdings().repairs().entrySet()) {
            if (!entry.getValue().retry().isAfter(now)) {
                settings.addresses().find(entry.getKey()).ifPresent(again::add);
                holdings = holdings.with(entry.getKey(), entry.getValue().retryAt(Moment.NEVER));
            }
        }
        if (again.isEmpty()) {
            return new Step(step.next().with(holdings), step.actions());
        }
        List<Vip> vips = List.copyOf(again);
        Action action = switch (step.next().role()) {
            case Role.Master _ -> new Action.AddAddresses(vips);
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> new Action.RemoveAddresses(vips);
        };
        return new Step(step.next().with(holdings), List.of(action)).after(step.actions());
    }
}
