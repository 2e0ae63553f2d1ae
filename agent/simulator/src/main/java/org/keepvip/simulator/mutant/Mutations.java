package org.keepvip.simulator.mutant;

import java.util.List;
import org.keepvip.simulator.world.Role;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.VirtualRouter;

/** What the mutants do instead of the real step. */
final class Mutations {
    private Mutations() {}

    static Step deafMaster(Settings settings, State state, Event event, Moment now) {
        return isMaster(state) && event instanceof Event.AdvertisementReceived
                ? unchanged(state)
                : real(settings, state, event, now);
    }

    static Step yieldsToNoEqual(Settings settings, State state, Event event, Moment now) {
        boolean tie = event instanceof Event.AdvertisementReceived heard
                && heard.advertisement().priority().equals(state.effectivePriority(settings));
        return isMaster(state) && tie ? unchanged(state) : real(settings, state, event, now);
    }

    static Step restartedByAnybody(Settings settings, State state, Event event, Moment now) {
        return real(Altered.withoutPreemption(settings), state, event, now);
    }

    static Step garbageIsARelease(Settings settings, State state, Event event, Moment now) {
        return event instanceof Event.AdvertisementRejected refused
                ? real(settings, state, Altered.release(settings, refused.from()), now)
                : real(settings, state, event, now);
    }

    static Step countsTooFar(Settings settings, State state, Event event, Moment now) {
        return real(Altered.withMoreDownTimerAdverts(settings), state, event, now);
    }

    static Step ignoresRelease(Settings settings, State state, Event event, Moment now) {
        return isRelease(event) ? unchanged(state) : real(settings, state, event, now);
    }

    static Step keepsAddresses(Settings settings, State state, Event event, Moment now) {
        return Altered.without(real(settings, state, event, now), Action.RemoveAddresses.class::isInstance);
    }

    static Step takesNoAddresses(Settings settings, State state, Event event, Moment now) {
        return Altered.without(real(settings, state, event, now), Action.AddAddresses.class::isInstance);
    }

    static Step blindToLinks(Settings settings, State state, Event event, Moment now) {
        return isMaster(state) && event instanceof Event.LinkChanged
                ? unchanged(state)
                : real(settings, state, event, now);
    }

    static Step backupTalksBack(Settings settings, State state, Event event, Moment now) {
        Step step = real(settings, state, event, now);
        return event instanceof Event.AdvertisementReceived heard && Role.of(state) == Role.BACKUP
                ? Altered.also(step, new Action.SendAdvertisement(heard.from(), heard.advertisement()))
                : step;
    }

    static Step releasesFirst(Settings settings, State state, Event event, Moment now) {
        Step step = real(settings, state, event, now);
        return isMaster(state) ? new Step(step.next(), step.actions().reversed()) : step;
    }

    /** As keepalived 2.2.7 does: any invalid packet restarts the MASTER's advert timer. */
    static Step refusedAdvertRestartsTimer(Settings settings, State state, Event event, Moment now) {
        return event instanceof Event.AdvertisementRejected && state.role() instanceof State.Role.Master master
                ? unchanged(Altered.advertisingAt(
                        state, master, now.plus(settings.election().interval())))
                : real(settings, state, event, now);
    }

    static Step trustsTheTimer(Settings settings, State state, Event event, Moment now) {
        boolean early =
                event instanceof Event.DeadlineReached && !state.deadline().equals(Moment.NEVER);
        return real(settings, state, event, early && state.deadline().isAfter(now) ? state.deadline() : now);
    }

    static Step sleepsThrough(Settings settings, State state, Event event, Moment now) {
        return event instanceof Event.DeadlineReached && isMaster(state)
                ? unchanged(state)
                : real(settings, state, event, now);
    }

    /** As keepalived and FRR do: each priority 0 starts the skew again, so that a stream of them holds a BACKUP. */
    static Step releaseRestartsSkew(Settings settings, State state, Event event, Moment now) {
        return isRelease(event) && state.role() instanceof State.Role.Backup backup
                ? unchanged(Altered.waitingUntil(state, backup, now.plus(backup.interval())))
                : real(settings, state, event, now);
    }

    static Step skipsAdverts(Settings settings, State state, Event event, Moment now) {
        Step step = real(settings, state, event, now);
        boolean skips = now.nanos() / settings.election().interval().toNanos() % 3 == 0;
        return skips && isMaster(step.next()) && isMaster(state)
                ? Altered.without(step, Action.SendAdvertisement.class::isInstance)
                : step;
    }

    static Step speaksOnWaking(Settings settings, State state, Event event, Moment now) {
        return event instanceof Event.ClockJumped ? unchanged(state) : real(settings, state, event, now);
    }

    static Step reloadAddsAgain(Settings settings, State state, Event event, Moment now) {
        Step step = real(settings, state, event, now);
        return event instanceof Event.Reconfigured && isMaster(state)
                ? Altered.also(
                        step, new Action.AddAddresses(settings.addresses().all()))
                : step;
    }

    static Step announcesAhead(Settings settings, State state, Event event, Moment now) {
        Step step = real(settings, state, event, now);
        return isMaster(step.next()) && !isMaster(state)
                ? new Step(
                        step.next(),
                        List.of(new Action.Announce(settings.addresses().all())))
                : step;
    }

    static Step throwing(Settings settings, State state, Event event, Moment now) {
        if (event instanceof Event.AddressesObserved seen && !seen.vanished().isEmpty() && isMaster(state)) {
            throw new IllegalStateException("a mutant");
        }
        return real(settings, state, event, now);
    }

    private static Step real(Settings settings, State state, Event event, Moment now) {
        return VirtualRouter.step(settings, state, event, now);
    }

    private static Step unchanged(State state) {
        return new Step(state, List.of());
    }

    private static boolean isMaster(State state) {
        return Role.of(state) == Role.MASTER;
    }

    private static boolean isRelease(Event event) {
        return event instanceof Event.AdvertisementReceived heard
                && heard.advertisement().priority().isRelease();
    }
}
