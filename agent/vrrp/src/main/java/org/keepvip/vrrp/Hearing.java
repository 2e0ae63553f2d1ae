package org.keepvip.vrrp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.State.Voice;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;

/** What an accepted advert does (RFC 9568 sections 6.4.2 and 6.4.3). Only here is a timer touched by the network. */
final class Hearing {
    /** A MASTER answers a losing advert at most this often in an interval, so that a flood is not multiplied. */
    private static final int ANSWERS = 2;
    /** A release is answered before the hastiest backup, of priority 254, takes over: its skew is 2/256 intervals. */
    private static final int RELEASE_ANSWERS = 128;

    private Hearing() {}

    /** How two MASTERs compare. */
    enum Contest {
        RELEASED,
        WON,
        LOST,
        /** Equal priority from our own address: a loop, or a second router with our address. */
        OWN_ECHO;

        /** Priority first, then the address, as an unsigned number in network order. */
        static Contest of(Priority own, IpAddress ownAddress, Priority theirs, IpAddress from) {
            if (theirs.isRelease()) {
                return RELEASED;
            }
            int order = own.compareTo(theirs) == 0 ? ownAddress.compareTo(from) : own.compareTo(theirs);
            return order == 0 ? OWN_ECHO : order > 0 ? WON : LOST;
        }
    }

    static Step heard(Settings settings, State state, Event.AdvertisementReceived event, Moment now) {
        if (Owners.isDeaf(settings, state)) {
            return Step.to(state);
        }
        State heeding = Owners.heardInBackup(settings, state, event, now);
        return switch (heeding.role()) {
            case Role.Initialize _, Role.Fault _ -> Step.to(state);
            case Role.Backup backup -> asBackup(settings, heeding, backup, event, now);
            case Role.Master master -> asMaster(settings, state, master, event, now);
        };
    }

    private static Step asBackup(
            Settings settings, State state, Role.Backup backup, Event.AdvertisementReceived event, Moment now) {
        Settings.Election election = settings.election();
        Priority own = state.effectivePriority(settings);
        Priority theirs = event.advertisement().priority();
        if (theirs.isRelease()) {
            return Step.to(state.with(released(settings, backup, own, now)));
        }
        boolean mayPreempt = election.preempt() || own.isOwner();
        if (theirs.compareTo(own) >= 0 || !mayPreempt) {
            return Step.to(state.with(accepted(settings, backup, own, event, Optional.empty(), now)));
        }
        if (election.preemptDelay().isZero() || own.isOwner()) {
            return Step.to(state);
        }
        Optional<Moment> tolerated = backup.toleratedUntil().isPresent()
                ? backup.toleratedUntil()
                : Optional.of(now.plus(election.preemptDelay()));
        return tolerated.get().isAfter(now)
                ? Step.to(state.with(accepted(settings, backup, own, event, tolerated, now)))
                : Step.to(state);
    }

    /** The MASTER gives up: Skew_Time from now, unless less is left; a stream of these must not hold us. */
    private static Role.Backup released(Settings settings, Role.Backup backup, Priority own, Moment now) {
        Moment skewed = now.plus(Timers.skew(settings.wire().version(), own, backup.interval()));
        return new Role.Backup(
                Moment.earliest(backup.masterDown(), skewed),
                backup.interval(),
                backup.downInterval(),
                backup.master(),
                Optional.empty(),
                backup.draining(),
                backup.willing());
    }

    private static Role.Backup accepted(
            Settings settings,
            Role.Backup backup,
            Priority own,
            Event.AdvertisementReceived event,
            Optional<Moment> tolerated,
            Moment now) {
        Advertisement advertisement = event.advertisement();
        Duration interval = Timers.learned(settings, advertisement.interval());
        Duration down =
                interval.equals(backup.interval()) ? backup.downInterval() : Timers.masterDown(settings, own, interval);
        Optional<State.Sender> master = backup.master();
        boolean same = master.isPresent()
                && master.get().priority().equals(advertisement.priority())
                && master.get().address().equals(event.from());
        return new Role.Backup(
                now.plus(down),
                interval,
                down,
                same ? master : Optional.of(new State.Sender(event.from(), advertisement.priority())),
                tolerated,
                backup.draining(),
                false);
    }

    /** Preempt_Mode is not looked at: a MASTER that loses yields (RFC 9568 section 6.4.3). */
    private static Step asMaster(
            Settings settings, State state, Role.Master master, Event.AdvertisementReceived event, Moment now) {
        Advertisement theirs = event.advertisement();
        Priority own = state.effectivePriority(settings);
        return switch (Contest.of(own, master.pulse().source(), theirs.priority(), event.from())) {
            case OWN_ECHO -> Step.to(state);
            case RELEASED -> answerRelease(settings, state, master, now);
            case WON ->
                switch (master.voice()) {
                    case SPEAKING -> won(settings, state, master, event, now);
                    // It took over while we slept and has the addresses now; whether we win them back is for later.
                    case DRAINING, LISTENING -> yielded(settings, state, event, now);
                };
            case LOST -> {
                Step step = yielded(settings, state, event, now);
                boolean lastWord = settings.election().answerHigherPriority() && master.voice() == Voice.SPEAKING;
                yield lastWord ? step.after(master.pulse().sending()) : step;
            }
        };
    }

    private static Step won(
            Settings settings, State state, Role.Master master, Event.AdvertisementReceived event, Moment now) {
        if (!event.advertisement().priority().isOwner()) {
            return answerLoser(settings, state, master, now);
        }
        State disputed = Owners.disputed(settings, state, event, now);
        return disputed.surroundings().tidings().isOverruled()
                ? yielded(settings, disputed, event, now)
                : answerLoser(settings, disputed, master, now);
    }

    private static Step yielded(Settings settings, State state, Event.AdvertisementReceived event, Moment now) {
        Advertisement theirs = event.advertisement();
        return RoleChange.toBackup(
                settings,
                state,
                Timers.learned(settings, theirs.interval()),
                new State.Sender(event.from(), theirs.priority()),
                now);
    }

    private static Step answerRelease(Settings settings, State state, Role.Master master, Moment now) {
        if (master.voice() != Voice.SPEAKING) {
            return Step.to(state);
        }
        Duration least = Timers.part(settings.election().interval(), RELEASE_ANSWERS);
        Moment allowed = master.triggered().plus(least);
        if (!allowed.isAfter(now)) {
            return new Step(
                    state.with(answered(settings, master, master.plan(), now)),
                    master.pulse().sending());
        }
        return Step.to(state.with(new Role.Master(
                Moment.earliest(master.nextAdvertisement(), allowed),
                master.voice(),
                master.triggered(),
                master.failingSince(),
                master.pulse(),
                master.plan())));
    }

    /** The other is told at once, and so are the neighbours that it may have misled. */
    private static Step answerLoser(Settings settings, State state, Role.Master master, Moment now) {
        Duration least = Timers.part(settings.election().interval(), ANSWERS);
        if (master.triggered().plus(least).isAfter(now)) {
            return Step.to(state);
        }
        AnnouncementPlan plan = master.plan().lowerPriorityHeard(settings.announcing(), now);
        boolean answers = settings.election().answerLowerPriority();
        Role.Master next = answers
                ? answered(settings, master, plan, now)
                : new Role.Master(
                        master.nextAdvertisement(), master.voice(), now, master.failingSince(), master.pulse(), plan);
        return new Step(state.with(next), answers ? master.pulse().sending() : List.of());
    }

    private static Role.Master answered(Settings settings, Role.Master master, AnnouncementPlan plan, Moment now) {
        return new Role.Master(
                Timers.firstAdvertisement(now, settings.election().interval()),
                master.voice(),
                now,
                master.failingSince(),
                master.pulse(),
                plan);
    }
}
