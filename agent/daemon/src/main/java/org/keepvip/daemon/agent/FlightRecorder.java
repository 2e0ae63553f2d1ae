package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keepvip.vrrp.AnnouncementPlan;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.State;

/**
 * The last steps of all routers, to be shown when a bug of ours ends the agent. It keeps roles, not states: what
 * thousands of addresses weigh must not stay for 256 steps.
 */
final class FlightRecorder {
    private static final int STEPS = 256;

    private final String[] names = new String[STEPS];
    private final String[] before = new String[STEPS];
    private final @Nullable Object[] events = new @Nullable Object[STEPS];
    private final State.@Nullable Role[] after = new State.@Nullable Role[STEPS];
    private final long[] nanos = new long[STEPS];
    private long steps;

    void record(String name, State from, Event event, State to, Moment now) {
        int index = (int) (steps++ % STEPS);
        names[index] = name;
        before[index] = Chronicle.name(from.role());
        events[index] = brief(event);
        after[index] = brief(to.role());
        nanos[index] = now.nanos();
    }

    /** The event, or what it says in short where it may be long. */
    private static Object brief(Event event) {
        return switch (event) {
            case Event.AddressesObserved(var appeared, var vanished) ->
                "AddressesObserved[" + appeared.size() + " appeared, " + vanished.size() + " vanished]";
            case Event.AddressesChanged(var outcomes) -> {
                long refused = outcomes.stream()
                        .filter(outcome -> outcome.error().isPresent())
                        .count();
                yield "AddressesChanged[" + outcomes.size() + ", refused " + refused + "]";
            }
            case Event.Reconfigured _ -> "Reconfigured";
            case Event.Started _,
                    Event.DeadlineReached _,
                    Event.AdvertisementReceived _,
                    Event.AdvertisementRejected _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
                    Event.LinkChanged _,
                    Event.TrackerReported _,
                    Event.StaticItemsMissing _,
                    Event.GroupAgreed _,
                    Event.GroupYielded _,
                    Event.GroupFaultsChanged _,
                    Event.GroupContested _,
                    Event.SendFailed _,
                    Event.ClockJumped _,
                    Event.RoutingObserved _,
                    Event.RoutingChanged _,
                    Event.RoutingShaken _,
                    Event.QueueDrained _,
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> event;
        };
    }

    /** The role without the addresses that a MASTER still has to announce. */
    private static State.Role brief(State.Role role) {
        return switch (role) {
            case State.Role.Initialize _, State.Role.Backup _, State.Role.Fault _ -> role;
            case State.Role.Master master -> {
                AnnouncementPlan plan = master.plan();
                yield plan.fresh().isEmpty()
                        ? master
                        : new State.Role.Master(
                                master.nextAdvertisement(),
                                master.voice(),
                                master.triggered(),
                                master.failingSince(),
                                master.pulse(),
                                new AnnouncementPlan(List.of(), plan.sweeps(), plan.notBefore(), plan.due()));
            }
        };
    }

    /** One line for each step, oldest first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (long step = Math.max(0, steps - STEPS); step < steps; step++) {
            int index = (int) (step % STEPS);
            lines.add(nanos[index] + " (" + names[index] + ") " + before[index] + " " + events[index] + " -> "
                    + after[index]);
        }
        return lines;
    }
}
