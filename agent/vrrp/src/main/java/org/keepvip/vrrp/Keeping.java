package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.List;
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

    /** What others did is set right when their reports have ceased: the echo of what is undone already means nothing. */
    static Step observed(Settings settings, State state, Event.AddressesObserved seen, Moment now) {
        Amendment amendment = new Amendment(state.holdings());
        for (int i = 0; i < settings.addresses().count(); i++) {
            Vip vip = settings.addresses().vip(i);
            Vip.Key key = vip.key();
            if (seen.appeared().contains(key) && !amendment.holds(key)) {
                amendment.present(key);
                appeared(state.role(), amendment, key, now);
            } else if (seen.vanished().contains(key) && amendment.holds(key)) {
                amendment.absent(key);
                vanished(state.role(), amendment, vip, now);
            }
        }
        return Step.to(state.with(amendment.holdings()));
    }

    /** In a role that should not have it, it goes; what an earlier run left waits for the start. */
    private static void appeared(Role role, Amendment amendment, Vip.Key key, Moment now) {
        switch (role) {
            case Role.Initialize initialize -> {
                if (!initialize.startAt().equals(Moment.NEVER)) {
                    amendment.settle(key, now);
                }
            }
            case Role.Master _ -> amendment.mended(key);
            case Role.Backup _, Role.Fault _ -> amendment.settle(key, now);
        }
    }

    /** As MASTER it is put back. */
    private static void vanished(Role role, Amendment amendment, Vip vip, Moment now) {
        switch (role) {
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> amendment.mended(vip.key());
            case Role.Master _ -> {
                if (vip.tracked()) {
                    amendment.settle(vip.key(), now);
                }
            }
        }
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
        List<Vip> added = new ArrayList<>();
        Amendment amendment = new Amendment(state.holdings());
        for (Event.AddressOutcome outcome : outcomes) {
            Vip.Key key = outcome.vip().key();
            if (outcome.error().isEmpty() && outcome.added()) {
                amendment.present(key);
                amendment.mended(key);
                added.add(outcome.vip());
            } else if (outcome.error().isEmpty()) {
                amendment.absent(key);
            } else if (outcome.added()) {
                Repair refused = amendment.repair(key).refused(now);
                if (refused.errors() >= Holdings.TRIES) {
                    String error = outcome.error().get();
                    return Life.setBack(
                            settings, state, new FaultReason.AddressRefused(key, error, now.plus(Life.SETBACK)));
                }
                amendment.mend(key, refused);
            }
        }
        return announced(settings, state.with(amendment.holdings()), master, added, now);
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
        Set<Vip.Key> ours = settings.addresses().keys();
        Amendment amendment = new Amendment(state.holdings());
        for (Event.AddressOutcome outcome : outcomes) {
            Vip.Key key = outcome.vip().key();
            boolean refused =
                    outcome.error().filter(error -> !GONE.contains(error)).isPresent();
            if (!outcome.added() && refused && ours.contains(key)) {
                amendment.present(key);
                amendment.mend(key, amendment.repair(key).refused(now));
            } else if (!outcome.added()) {
                amendment.absent(key);
                amendment.mended(key);
            }
        }
        return state.with(amendment.holdings());
    }

    /** Mends what is due, after what {@code step} does. */
    static Step retried(Settings settings, Step step, Moment now) {
        boolean master = switch (step.next().role()) {
            case Role.Master _ -> true;
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> false;
        };
        Amendment amendment = new Amendment(step.next().holdings());
        List<Vip> again = new ArrayList<>();
        for (int i = 0; i < settings.addresses().count(); i++) {
            Vip vip = settings.addresses().vip(i);
            Vip.Key key = vip.key();
            if (!amendment.isDue(key, now)) {
                continue;
            }
            Repair repair = amendment.repair(key);
            boolean meddled = repair.errors() == 0;
            Moment allowed = meddled ? repair.allowed(now) : now;
            if (!allowed.isAfter(now)) {
                amendment.mend(key, meddled ? repair.intervened(now) : repair.retryAt(Moment.NEVER));
                again.add(vip);
            } else if (master) {
                FaultReason.Setback contested = new FaultReason.VipContested(key, now.plus(Life.SETBACK));
                return Life.setBack(settings, step.next(), contested).after(step.actions());
            } else {
                amendment.mend(key, repair.retryAt(allowed));
            }
        }
        Step mended =
                new Step(step.next().with(amendment.holdings()), again.isEmpty() ? List.of() : mending(master, again));
        return mended.after(step.actions());
    }

    private static List<Action> mending(boolean master, List<Vip> vips) {
        List<Vip> all = List.copyOf(vips);
        return List.of(master ? new Action.AddAddresses(all) : new Action.RemoveAddresses(all));
    }
}
