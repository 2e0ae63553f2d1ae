package org.keepvip.simulator.mutant;

import java.util.List;
import java.util.function.UnaryOperator;
import org.keepvip.simulator.property.Property;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Stepper;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.VirtualRouter;

/** A state machine that breaks one property, wrapped around the real one. A checker that misses its mutant checks nothing. */
public enum Mutant implements Stepper {
    DEAF_MASTER(Property.ONE_MASTER, (settings, state, event, now) -> {
            return isMaster(state) && event instanceof Event.AdvertisementReceived
                    ? unchanged(state)
                    : real(settings, state, event, now);
    }),
    YIELDS_TO_NO_EQUAL(Property.YIELDS, (settings, state, event, now) -> {
            boolean tie = event instanceof Event.AdvertisementReceived heard
                    && heard.advertisement().priority().equals(state.effectivePriority(settings));
            return isMaster(state) && tie ? unchanged(state) : real(settings, state, event, now);
    }),
    RESTARTED_BY_ANYBODY(Property.SOMEBODY_SERVES, (settings, state, event, now) -> {
            return real(Altered.withoutPreemption(settings), state, event, now);
    }),
    GARBAGE_IS_A_RELEASE(Property.NO_FLAP, (settings, state, event, now) -> {
            return event instanceof Event.AdvertisementRejected refused
                    ? real(settings, state, Altered.release(settings, refused.from()), now)
                    : real(settings, state, event, now);
    }),
    COUNTS_TOO_FAR(Property.FAILOVER, (settings, state, event, now) -> {
            return real(Altered.withMoreDownTimerAdverts(settings), state, event, now);
    }),
    IGNORES_RELEASE(Property.HANDOVER, (settings, state, event, now) -> {
            return isRelease(event) ? unchanged(state) : real(settings, state, event, now);
    }),
    KEEPS_ADDRESSES(Property.VIP_IFF_MASTER, (settings, state, event, now) -> {
            return Altered.without(real(settings, state, event, now), Action.RemoveAddresses.class::isInstance);
    }),
    TAKES_NO_ADDRESSES(Property.VIP_IFF_MASTER, (settings, state, event, now) -> {
            return Altered.without(real(settings, state, event, now), Action.AddAddresses.class::isInstance);
    }),
    BLIND_TO_LINKS(Property.NEVER_MASTER_IN_FAULT, (settings, state, event, now) -> {
            return isMaster(state) && event instanceof Event.LinkChanged
                    ? unchanged(state)
                    : real(settings, state, event, now);
    }),
    BACKUP_TALKS_BACK(Property.SILENT_UNLESS_MASTER, (settings, state, event, now) -> {
            Step step = real(settings, state, event, now);
            return event instanceof Event.AdvertisementReceived heard && Role.of(state) == Role.BACKUP
                    ? Altered.also(step, new Action.SendAdvertisement(heard.from(), heard.advertisement()))
                    : step;
    }),
    RELEASES_FIRST(Property.RELEASE_AFTER_REMOVAL, (settings, state, event, now) -> {
            Step step = real(settings, state, event, now);
            return isMaster(state) ? new Step(step.next(), step.actions().reversed()) : step;
    }),
    PEERS_WITH_STRANGERS(Property.BROKEN_IS_REFUSED, Stepper.REAL, Altered::peeringWithStrangers),
    /** As keepalived 2.2.7 does: any invalid packet restarts the MASTER's advert timer. */
    REFUSED_ADVERT_RESTARTS_TIMER(Property.REJECTED_CHANGES_NOTHING, (settings, state, event, now) -> {
            return event instanceof Event.AdvertisementRejected && state.role() instanceof State.Role.Master master
                    ? unchanged(Altered.advertisingAt(
                            state, master, now.plus(settings.election().interval())))
                    : real(settings, state, event, now);
    }),
    TRUSTS_THE_TIMER(Property.EARLY_TIMER_CHANGES_NOTHING, (settings, state, event, now) -> {
            boolean early =
                    event instanceof Event.DeadlineReached && !state.deadline().equals(Moment.NEVER);
            return real(settings, state, event, early && state.deadline().isAfter(now) ? state.deadline() : now);
    }),
    SLEEPS_THROUGH(Property.DEADLINE_AHEAD, (settings, state, event, now) -> {
            return event instanceof Event.DeadlineReached && isMaster(state)
                    ? unchanged(state)
                    : real(settings, state, event, now);
    }),
    /** As keepalived and FRR do: each priority 0 starts the skew again, so that a stream of them holds a BACKUP. */
    RELEASE_RESTARTS_SKEW(Property.DOWN_TIMER, (settings, state, event, now) -> {
            return isRelease(event) && state.role() instanceof State.Role.Backup backup
                    ? unchanged(Altered.waitingUntil(state, backup, now.plus(backup.interval())))
                    : real(settings, state, event, now);
    }),
    SKIPS_ADVERTS(Property.ADVERT_PACE, (settings, state, event, now) -> {
            Step step = real(settings, state, event, now);
            boolean skips = now.nanos() / settings.election().interval().toNanos() % 3 == 0;
            return skips && isMaster(step.next()) && isMaster(state)
                    ? Altered.without(step, Action.SendAdvertisement.class::isInstance)
                    : step;
    }),
    SPEAKS_ON_WAKING(Property.LISTENS_AFTER_SLEEP, (settings, state, event, now) -> {
            return event instanceof Event.ClockJumped ? unchanged(state) : real(settings, state, event, now);
    }),
    RELOAD_ADDS_AGAIN(Property.RELOAD_UNTOUCHED, (settings, state, event, now) -> {
            Step step = real(settings, state, event, now);
            return event instanceof Event.Reconfigured && isMaster(state)
                    ? Altered.also(
                            step, new Action.AddAddresses(settings.addresses().all()))
                    : step;
    }),
    ANNOUNCES_AHEAD(Property.ANNOUNCES_WHAT_IT_HOLDS, (settings, state, event, now) -> {
            Step step = real(settings, state, event, now);
            return isMaster(step.next()) && !isMaster(state)
                    ? new Step(
                            step.next(),
                            List.of(new Action.Announce(settings.addresses().all())))
                    : step;
    }),
    THROWS(Property.NEVER_THROWS, (settings, state, event, now) -> {
            if (event instanceof Event.AddressVanished && isMaster(state)) {
                throw new IllegalStateException("a mutant");
            }
            return real(settings, state, event, now);
    });

    private final Property broken;
    private final Stepper stepper;
    private final UnaryOperator<Settings> reception;

    Mutant(Property broken, Stepper stepper) {
        this(broken, stepper, UnaryOperator.identity());
    }

    Mutant(Property broken, Stepper stepper, UnaryOperator<Settings> reception) {
        this.broken = broken;
        this.stepper = stepper;
        this.reception = reception;
    }

    /** The property whose checker must find it. */
    public Property broken() {
        return broken;
    }

    @Override
    public Step step(Settings settings, State state, Event event, Moment now) {
        return stepper.step(settings, state, event, now);
    }

    @Override
    public Settings reception(Settings settings) {
        return reception.apply(settings);
    }

    static Step real(Settings settings, State state, Event event, Moment now) {
        return VirtualRouter.step(settings, state, event, now);
    }

    static Step unchanged(State state) {
        return new Step(state, List.of());
    }

    static boolean isMaster(State state) {
        return Role.of(state) == Role.MASTER;
    }

    static boolean isRelease(Event event) {
        return event instanceof Event.AdvertisementReceived heard
                && heard.advertisement().priority().isRelease();
    }
}
