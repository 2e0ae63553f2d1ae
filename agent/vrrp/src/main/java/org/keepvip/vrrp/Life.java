package org.keepvip.vrrp;

import java.time.Duration;
import java.util.List;
import java.util.SequencedSet;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.AnnouncementPlan.Emission;
import org.keepvip.vrrp.State.Pulse;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.State.Voice;
import org.keepvip.vrrp.packet.Priority;

/** Start, passing time, the machine around, and the end. */
final class Life {
    /** How long a fault lasts whose end nobody tells. */
    static final Duration SETBACK = Duration.ofSeconds(60);

    private Life() {}

    /** Leftovers of an earlier run go before the first event of the election, unless they are about to be held. */
    static Step started(Settings settings, State state, Moment now) {
        return switch (state.role()) {
            case Role.Initialize _ ->
                settings.election().startupDelay().isZero()
                        ? RoleChange.begin(settings, state, now)
                        : Keeping.clearing(
                                settings,
                                state.with(new Role.Initialize(
                                        now.plus(settings.election().startupDelay()))));
            case Role.Backup _, Role.Master _, Role.Fault _ -> Step.to(state);
        };
    }

    static Step deadlineReached(Settings settings, State state, Moment now) {
        if (state.deadline().isAfter(now)) {
            return Step.to(state);
        }
        if (!state.surroundings().deadline().isAfter(now)) {
            return surrounded(settings, state, state.surroundings().setbacksAfter(now), now);
        }
        boolean due = !state.role().deadline().isAfter(now);
        Step step = switch (state.role()) {
            case Role.Initialize _ -> due ? RoleChange.begin(settings, state, now) : Step.to(state);
            case Role.Backup backup -> due ? overdue(settings, state, backup, now) : Step.to(state);
            case Role.Master master -> due ? speak(settings, state, master, now) : Step.to(state);
            case Role.Fault _ -> Step.to(state);
        };
        return state.holdings().deadline().isAfter(now) ? step : Keeping.retried(settings, step, now);
    }

    /** Nobody was heard: MASTER, or, in a sync group, willing to be until the others are. */
    private static Step overdue(Settings settings, State state, Role.Backup backup, Moment now) {
        return settings.isGrouped()
                ? Step.to(state.with(RoleChange.willing(backup, now)))
                : RoleChange.toMaster(settings, state, now);
    }

    private static Step speak(Settings settings, State state, Role.Master master, Moment now) {
        Role.Master next = master;
        List<Action> actions = List.of();
        if (!master.nextAdvertisement().isAfter(now)) {
            Moment due = Timers.nextAdvertisement(
                    master.nextAdvertisement(), now, settings.election().interval());
            next = new Role.Master(
                    due,
                    Voice.SPEAKING,
                    master.triggered(),
                    master.failingSince(),
                    master.pulse(),
                    resumed(settings, state, master, now));
            actions = master.pulse().sending();
        }
        if (next.plan().due().isAfter(now)) {
            return new Step(state.with(next), actions);
        }
        Emission emission = next.plan().next(settings, state.holdings().present(), now);
        Step announced = new Step(
                state.with(planned(next, emission.plan())),
                emission.vips().isEmpty() ? List.of() : List.of(new Action.Announce(emission.vips())));
        return announced.after(actions);
    }

    /** A MASTER that has listened long enough announces everything it holds again. */
    private static AnnouncementPlan resumed(Settings settings, State state, Role.Master master, Moment now) {
        return switch (master.voice()) {
            case SPEAKING, DRAINING -> master.plan();
            case LISTENING ->
                AnnouncementPlan.begun(settings.announcing(), now)
                        .announcing(settings.addresses().all().stream()
                                .filter(vip -> state.holdings().holds(vip.key()))
                                .toList());
        };
    }

    static Role.Master planned(Role.Master master, AnnouncementPlan plan) {
        return new Role.Master(
                master.nextAdvertisement(),
                master.voice(),
                master.triggered(),
                master.failingSince(),
                master.pulse(),
                plan);
    }

    static Step linkChanged(Settings settings, State state, Event.LinkChanged changed, Moment now) {
        return changed.link().equals(state.surroundings().links().get(changed.name()))
                ? Step.to(state)
                : surrounded(settings, state, state.surroundings().with(changed.name(), changed.link()), now);
    }

    static Step told(Settings settings, State state, Tidings tidings, Moment now) {
        return tidings.equals(state.surroundings().tidings())
                ? Step.to(state)
                : surrounded(settings, state, state.surroundings().with(tidings), now);
    }

    /** Something around the router changed: a fault may have come or gone, the priority may be another. */
    static Step surrounded(Settings settings, State before, Surroundings surroundings, Moment now) {
        State state = before.with(surroundings);
        return switch (before.role()) {
            case Role.Initialize initialize ->
                initialize.startAt().isAfter(now) ? Step.to(state) : RoleChange.begin(settings, state, now);
            case Role.Fault fault -> faulty(settings, state, fault, now);
            case Role.Backup backup -> {
                SequencedSet<FaultReason> faults = surroundings.faults(settings);
                yield faults.isEmpty()
                        ? Step.to(state.with(shifted(settings, state, backup, now)))
                        : RoleChange.toFault(settings, state);
            }
            case Role.Master master -> {
                SequencedSet<FaultReason> faults = surroundings.faults(settings);
                yield faults.isEmpty()
                        ? Step.to(state.with(repulsed(settings, state, master)))
                        : RoleChange.toFault(settings, state);
            }
        };
    }

    private static Step faulty(Settings settings, State state, Role.Fault fault, Moment now) {
        SequencedSet<FaultReason> faults = state.surroundings().hindrances(settings);
        if (faults.isEmpty()) {
            return RoleChange.begin(settings, state, now).after(RoleChange.greeting(settings, state));
        }
        boolean held = fault.held() && RoleChange.isHeld(faults);
        return Step.to(faults.equals(fault.reasons()) ? state : state.with(new Role.Fault(faults, held)));
    }

    /** A BACKUP's timer moves by as much as its down interval does; what was waited already counts. */
    static Role.Backup shifted(Settings settings, State state, Role.Backup backup, Moment now) {
        Duration interval = backup.master().isPresent()
                ? Timers.learned(settings, backup.interval())
                : settings.election().interval();
        Duration down = Timers.masterDown(settings, state.effectivePriority(settings), interval);
        if (down.equals(backup.downInterval()) && interval.equals(backup.interval())) {
            return backup;
        }
        Moment moved = backup.masterDown().plus(down.minus(backup.downInterval()));
        return new Role.Backup(
                moved.isBefore(now) ? now : moved,
                interval,
                down,
                backup.master(),
                backup.toleratedUntil(),
                backup.draining(),
                backup.willing());
    }

    /** What a MASTER sends changes with its priority, source address and settings; when it sends does not. */
    static Role.Master repulsed(Settings settings, State state, Role.Master master) {
        IpAddress source = state.surroundings().source(settings).orElseThrow();
        Priority priority = state.effectivePriority(settings);
        Pulse pulse = Pulse.of(source, RoleChange.advertisement(settings, priority));
        return pulse.equals(master.pulse())
                ? master
                : new Role.Master(
                        master.nextAdvertisement(),
                        master.voice(),
                        master.triggered(),
                        master.failingSince(),
                        pulse,
                        master.plan());
    }

    static Step setBack(Settings settings, State state, FaultReason.Setback setback) {
        State next = state.with(state.surroundings().with(setback));
        return RoleChange.toFault(settings, next);
    }

    /** The addresses are off before the release leaves (RFC 9568 section 6.4.3 orders only the release). */
    static Step stopped(Settings settings, State state, boolean keepAddresses) {
        State stopped = state.with(new Role.Initialize(Moment.NEVER));
        return switch (state.role()) {
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> Step.to(stopped);
            case Role.Master master ->
                keepAddresses
                        ? Step.to(stopped)
                        : new Step(
                                Keeping.letGo(state).with(new Role.Initialize(Moment.NEVER)),
                                RoleChange.release(settings, state, master, RoleChange.FAREWELLS));
        };
    }
}
