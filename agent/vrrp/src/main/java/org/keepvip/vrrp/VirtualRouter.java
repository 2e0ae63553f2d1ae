package org.keepvip.vrrp;

import org.keepvip.vrrp.State.Role;

/**
 * The virtual router's state machine (RFC 9568 section 6.4, RFC 3768 section 6.4; FAULT, weights and delays as
 * keepalived has them). A function: it reads no clock, sends nothing, and remembers nothing but the state it returns.
 */
public final class VirtualRouter {
    private VirtualRouter() {}

    /** The state before {@link Event.Started}. */
    public static State initial() {
        return new State(new Role.Initialize(Moment.NEVER), Surroundings.UNKNOWN, Holdings.NONE, Upkeep.none());
    }

    /** What {@code event} at {@code now} makes of {@code state}. Never throws; {@code now} never goes back. */
    public static Step step(Settings settings, State state, Event event, Moment now) {
        return RoutingKeeping.follow(settings, state, event, elect(settings, state, event, now), now);
    }

    private static Step elect(Settings settings, State state, Event event, Moment now) {
        return switch (event) {
            case Event.Started _ -> Life.started(settings, state, now);
            case Event.DeadlineReached _ -> Life.deadlineReached(settings, state, now);
            case Event.AdvertisementReceived heard -> Hearing.heard(settings, state, heard, now);
            case Event.AdvertisementRejected _ -> Step.to(state);
            case Event.SourceAddressChanged changed ->
                Life.surrounded(settings, state, state.surroundings().with(changed.address()), now);
            case Event.SocketsChanged changed ->
                Life.surrounded(settings, state, state.surroundings().withSockets(changed.refusal()), now);
            case Event.LinkChanged changed -> Life.linkChanged(settings, state, changed, now);
            case Event.TrackerReported told ->
                Life.told(settings, state, state.surroundings().tidings().with(told.tracker(), told.reading()), now);
            case Event.StaticItemsMissing missing ->
                Life.told(settings, state, state.surroundings().tidings().withMissingItems(missing.items()), now);
            case Event.GroupAgreed _ -> Together.agreed(settings, state, now);
            case Event.GroupYielded _ -> Together.yielded(settings, state, now);
            case Event.GroupFaultsChanged faults ->
                Life.told(settings, state, state.surroundings().tidings().withFaultyRouters(faults.routers()), now);
            case Event.GroupContested _ -> Together.contested(settings, state, now);
            case Event.AddressesObserved seen -> Keeping.observed(settings, state, seen, now);
            case Event.AddressesChanged changed -> Keeping.changed(settings, state, changed.outcomes(), now);
            case Event.RoutingObserved _, Event.RoutingChanged _, Event.RoutingShaken _ -> Step.to(state);
            case Event.SendFailed failed -> Sending.failed(settings, state, failed, now);
            case Event.ClockJumped jumped -> Awakening.jumped(settings, state, jumped, now);
            case Event.QueueDrained _ -> Awakening.drained(settings, state, now);
            case Event.Reconfigured changed -> Reconfiguration.changed(settings, changed.before(), state, now);
            case Event.ShutdownRequested requested -> Life.stopped(settings, state, requested.keepAddresses());
            case Event.Unconfigured _ -> Life.stopped(settings, state, false);
        };
    }
}
