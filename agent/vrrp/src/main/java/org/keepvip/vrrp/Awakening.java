package org.keepvip.vrrp;

import java.time.Duration;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.State.Voice;

/**
 * After a stall longer than the down interval the peers have taken us for dead, and what they sent meanwhile is queued.
 * Nothing is sent and no timer counts until that has been heard; then comes one interval and a skew of listening.
 */
final class Awakening {
    private Awakening() {}

    static Step jumped(Settings settings, State state, Event.ClockJumped jumped, Moment now) {
        if (jumped.late().compareTo(state.stallLimit(settings)) <= 0) {
            return Step.to(state);
        }
        return switch (state.role()) {
            case Role.Initialize _, Role.Fault _ -> Step.to(state);
            case Role.Backup backup ->
                backup.masterDown().isAfter(now)
                        ? Step.to(state)
                        : Step.to(state.with(drained(backup, backup.masterDown(), true)));
            case Role.Master master -> Step.to(state.with(voiced(master, master.nextAdvertisement(), Voice.DRAINING)));
        };
    }

    static Step drained(Settings settings, State state, Moment now) {
        Duration interval = settings.election().interval();
        return switch (state.role()) {
            case Role.Initialize _, Role.Fault _ -> Step.to(state);
            case Role.Backup backup ->
                backup.draining()
                        ? Step.to(state.with(drained(backup, listening(settings, state, backup, now), false)))
                        : Step.to(state);
            case Role.Master master ->
                switch (master.voice()) {
                    case SPEAKING, LISTENING -> Step.to(state);
                    case DRAINING ->
                        Step.to(state.with(
                                voiced(master, now.plus(listen(settings, state, interval)), Voice.LISTENING)));
                };
        };
    }

    /** An overdue BACKUP listens as a MASTER would: after a suspended machine's stall the queue is empty, not the wire. */
    private static Moment listening(Settings settings, State state, Role.Backup backup, Moment now) {
        Moment heard = now.plus(listen(settings, state, backup.interval()));
        return backup.masterDown().isAfter(now) ? backup.masterDown() : heard;
    }

    private static Duration listen(Settings settings, State state, Duration interval) {
        return interval.plus(Timers.skew(settings.wire().version(), state.effectivePriority(settings), interval));
    }

    private static Role.Backup drained(Role.Backup backup, Moment masterDown, boolean draining) {
        return new Role.Backup(
                masterDown,
                backup.interval(),
                backup.downInterval(),
                backup.master(),
                backup.toleratedUntil(),
                draining,
                backup.willing());
    }

    private static Role.Master voiced(Role.Master master, Moment next, Voice voice) {
        return new Role.Master(next, voice, master.triggered(), master.failingSince(), master.pulse(), master.plan());
    }
}
