package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.State.Pulse;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.State.Voice;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;

/** Entering each role and leaving MASTER. */
final class RoleChange {
    /** Releases: one of the two may be lost. A router that goes only because of its sync group sends one. */
    static final int FAREWELLS = 2;

    private RoleChange() {}

    /** As at startup: FAULT with a reason, MASTER at once as owner, otherwise BACKUP for a whole down interval. */
    static Step begin(Settings settings, State state, Moment now) {
        SequencedSet<FaultReason> faults = state.surroundings().hindrances(settings);
        if (!faults.isEmpty()) {
            return Keeping.clearing(settings, state.with(new Role.Fault(faults, isHeld(faults))));
        }
        boolean owner = state.effectivePriority(settings).isOwner();
        if (owner && !settings.isGrouped()) {
            return toMaster(settings, state, now);
        }
        Role.Backup backup = backup(settings, state, settings.election().interval(), Optional.empty(), now);
        return Keeping.clearing(settings, state.with(owner ? willing(backup, now) : backup));
    }

    /** Whether nothing but trackers that did not report yet is in the way: not told as FAULT. */
    static boolean isHeld(SequencedSet<FaultReason> faults) {
        return faults.stream().allMatch(FaultReason.TrackerAwaited.class::isInstance);
    }

    /** The advert leaves first, then the addresses are put on; each is announced as soon as it is there. */
    static Step toMaster(Settings settings, State before, Moment now) {
        State state = Owners.undisputed(before);
        Optional<IpAddress> source = state.surroundings().source(settings);
        if (source.isEmpty()) {
            throw new IllegalStateException("a router without source address is in FAULT, not about to be MASTER");
        }
        Duration interval = settings.election().interval();
        Pulse pulse = Pulse.of(source.get(), advertisement(settings, state.effectivePriority(settings)));
        Role.Master master = new Role.Master(
                Timers.firstAdvertisement(now, interval),
                Voice.SPEAKING,
                new Moment(now.nanos() - interval.toNanos()),
                Moment.NEVER,
                pulse,
                AnnouncementPlan.begun(settings.announcing(), now));
        List<Action> actions = new ArrayList<>(pulse.sending());
        if (settings.addresses().count() > 0) {
            actions.add(new Action.AddAddresses(settings.addresses().all()));
        }
        State next = new State(master, state.surroundings(), state.holdings().withoutRepairs(), state.routing());
        return new Step(next, List.copyOf(actions));
    }

    /** It has waited, and waits on for its sync group; who is heard meanwhile counts as ever. */
    static Role.Backup willing(Role.Backup backup, Moment now) {
        return new Role.Backup(
                now.plus(backup.downInterval()),
                backup.interval(),
                backup.downInterval(),
                backup.master(),
                backup.toleratedUntil(),
                backup.draining(),
                true);
    }

    /** A MASTER whose sync group lost becomes BACKUP without a word: its own peers have not said that they take over. */
    static Step withdrawn(Settings settings, State state, Moment now) {
        Role.Backup backup = backup(settings, state, settings.election().interval(), Optional.empty(), now);
        return new Step(Keeping.letGo(state).with(backup), Keeping.removal(settings));
    }

    /** A MASTER that lost, to this sender, becomes BACKUP; the addresses go at once and nothing is released. */
    static Step toBackup(Settings settings, State state, Duration interval, State.Sender winner, Moment now) {
        Role.Backup backup = backup(settings, state, interval, Optional.of(winner), now);
        return new Step(Keeping.letGo(state).with(backup), Keeping.removal(settings));
    }

    /** From BACKUP or MASTER. A MASTER takes its addresses off and then releases, if anything can leave. */
    static Step toFault(Settings settings, State state) {
        SequencedSet<FaultReason> reasons = state.surroundings().hindrances(settings);
        Role.Fault fault = new Role.Fault(reasons, false);
        return switch (state.role()) {
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> Step.to(state.with(fault));
            case Role.Master master -> {
                boolean own = state.surroundings().faults(settings).stream()
                        .anyMatch(reason -> !(reason instanceof FaultReason.GroupMemberFaulty));
                yield new Step(Keeping.letGo(state).with(fault), release(settings, state, master, own ? FAREWELLS : 1));
            }
        };
    }

    /** Off with the addresses, then the release, so many times. It says what was said before. */
    static List<Action> release(Settings settings, State state, Role.Master master, int times) {
        List<Action> actions = new ArrayList<>(Keeping.removal(settings));
        if (state.surroundings().canSend(settings)) {
            Advertisement said = master.pulse().advertisement();
            Action farewell = new Action.SendAdvertisement(
                    state.surroundings().source(settings).orElseThrow(),
                    new Advertisement(
                            said.version(), said.vrid(), Priority.RELEASE, said.interval(), said.addresses()));
            actions.addAll(Collections.nCopies(times, farewell));
        }
        return List.copyOf(actions);
    }

    private static Role.Backup backup(
            Settings settings, State state, Duration interval, Optional<State.Sender> master, Moment now) {
        Duration down = Timers.masterDown(settings, state.effectivePriority(settings), interval);
        return new Role.Backup(now.plus(down), interval, down, master, Optional.empty(), false, false);
    }

    static Advertisement advertisement(Settings settings, Priority priority) {
        return new Advertisement(
                settings.wire().version(),
                settings.vrid(),
                priority,
                settings.election().interval(),
                settings.addresses().advertised().stream()
                        .map(vip -> vip.address().address())
                        .toList());
    }

    /** So that the peers' neighbour entry for us is fresh before their adverts are due: unicast, leaving FAULT. */
    static List<Action> greeting(Settings settings, State state) {
        return switch (settings.wire().transport()) {
            case Settings.Transport.Multicast _ -> List.of();
            case Settings.Transport.Unicast _ -> {
                Optional<IpAddress> source = state.surroundings().source(settings);
                yield source.isPresent() && settings.device().isPresent()
                        ? List.of(new Action.Announce(List.of(Vip.of(
                                Prefix.host(source.get()), settings.device().get()))))
                        : List.of();
            }
        };
    }
}
