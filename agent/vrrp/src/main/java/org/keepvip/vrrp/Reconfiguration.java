package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedSet;
import org.keepvip.vrrp.State.Role;

/** New settings for a running router: only what differs is touched, and its role is not. */
final class Reconfiguration {
    private Reconfiguration() {}

    static Step changed(Settings settings, Settings before, State was, Moment now) {
        Surroundings around = was.surroundings().withoutSetbacks();
        State state = was.with(around.with(around.tidings().under(settings.tracking(), before.tracking())))
                .with(was.holdings().among(settings.addresses()));
        SequencedSet<FaultReason> faults = state.surroundings().faults(settings);
        return switch (was.role()) {
            case Role.Initialize _ -> Step.to(state);
            // It may have been MASTER until a moment ago, when its surroundings were told under the new settings.
            case Role.Fault _ ->
                Life.surrounded(settings, state, state.surroundings(), now).after(dropped(settings, before));
            case Role.Backup backup ->
                faults.isEmpty()
                        ? Step.to(state.with(regrouped(settings, Life.shifted(settings, state, backup, now), now)))
                        : RoleChange.toFault(settings, state);
            case Role.Master master ->
                faults.isEmpty()
                        ? asMaster(settings, before, state, master, now)
                        : RoleChange.toFault(settings, state).after(dropped(settings, before));
        };
    }

    /** Who was willing and is in no group any more need not wait another time. */
    private static Role.Backup regrouped(Settings settings, Role.Backup backup, Moment now) {
        return backup.willing() && !settings.isGrouped()
                ? new Role.Backup(
                        now,
                        backup.interval(),
                        backup.downInterval(),
                        backup.master(),
                        backup.toleratedUntil(),
                        backup.draining(),
                        false)
                : backup;
    }

    private static Step asMaster(Settings settings, Settings before, State state, Role.Master master, Moment now) {
        List<Action> actions = new ArrayList<>(dropped(settings, before));
        List<Vip> added = missing(settings.addresses(), before.addresses());
        if (!added.isEmpty()) {
            actions.add(new Action.AddAddresses(added));
        }
        Amendment amendment = new Amendment(state.holdings());
        for (Vip vip : missing(before.addresses(), settings.addresses())) {
            amendment.forget(vip.key());
        }
        AnnouncementPlan plan = settings.announcing().equals(before.announcing())
                ? master.plan()
                : master.plan().reconfigured(settings.announcing(), now);
        Role.Master next = Life.planned(Life.repulsed(settings, state, master), plan);
        Moment soonest = Timers.firstAdvertisement(now, settings.election().interval());
        Role.Master timed = switch (next.voice()) {
            case DRAINING, LISTENING -> next;
            case SPEAKING ->
                new Role.Master(
                        Moment.earliest(next.nextAdvertisement(), soonest),
                        next.voice(),
                        next.triggered(),
                        next.failingSince(),
                        next.pulse(),
                        next.plan());
        };
        return new Step(state.with(amendment.holdings()).with(timed), List.copyOf(actions));
    }

    private static List<Action> dropped(Settings settings, Settings before) {
        List<Vip> gone = missing(before.addresses(), settings.addresses());
        return gone.isEmpty() ? List.of() : List.of(new Action.RemoveAddresses(gone));
    }

    /** Addresses of {@code here} that {@code there} does not have, or has otherwise (a label, a scope). */
    private static List<Vip> missing(Settings.Addresses here, Settings.Addresses there) {
        List<Vip> all = new ArrayList<>(here.all());
        all.removeAll(new HashSet<>(there.all()));
        return List.copyOf(all);
    }
}
