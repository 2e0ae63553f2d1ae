package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.keepvip.vrrp.State.Role;

/**
 * Routes and rules follow the addresses: what the election made of the role says whether they are wanted. They come after
 * the addresses, since a route may name one as its source, and go before them.
 */
final class RoutingKeeping {
    private RoutingKeeping() {}

    /** What {@code event} and the {@code step} it led to mean for them besides. */
    static Step follow(Settings settings, State before, Event event, Step step, Moment now) {
        return switch (event) {
            case Event.RoutingChanged changed ->
                told(settings, step, before.routing().changed(changed.outcomes(), isMaster(before), now));
            case Event.RoutingObserved seen ->
                isIdle(before)
                        ? step
                        : told(
                                settings,
                                step,
                                before.routing().observed(seen.appeared(), seen.vanished(), isMaster(before), now));
            case Event.RoutingShaken _ ->
                isMaster(before) ? told(settings, step, before.routing().shaken(now)) : step;
            case Event.Started _ -> isMaster(step.next()) ? moved(settings, before, step) : cleared(settings, step);
            case Event.DeadlineReached _ ->
                isMaster(before) == isMaster(step.next())
                                && !before.routing().deadline().isAfter(now)
                        ? mended(settings, step, now)
                        : moved(settings, before, step);
            case Event.Reconfigured(Settings old) -> reconfigured(settings, old, before, step);
            case Event.ShutdownRequested(boolean kept) ->
                kept ? new Step(step.next().withRouting(Upkeep.none()), step.actions()) : moved(settings, before, step);
            case Event.Unconfigured _,
                    Event.TrackerReported _,
                    Event.StaticItemsMissing _,
                    Event.GroupAgreed _,
                    Event.GroupYielded _,
                    Event.GroupFaultsChanged _,
                    Event.GroupContested _,
                    Event.AdvertisementReceived _,
                    Event.AdvertisementRejected _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
                    Event.LinkChanged _,
                    Event.AddressesObserved _,
                    Event.AddressesChanged _,
                    Event.SendFailed _,
                    Event.ClockJumped _,
                    Event.QueueDrained _ -> moved(settings, before, step);
        };
    }

    private static boolean isMaster(State state) {
        return switch (state.role()) {
            case Role.Master _ -> true;
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> false;
        };
    }

    /** Not started yet, or stopped: what an earlier run left waits for the start. */
    private static boolean isIdle(State state) {
        return switch (state.role()) {
            case Role.Initialize initialize -> initialize.startAt().equals(Moment.NEVER);
            case Role.Master _, Role.Backup _, Role.Fault _ -> false;
        };
    }

    private static Step told(Settings settings, Step step, Upkeep<RoutingEntry> upkeep) {
        return settings.routing().entries().isEmpty()
                ? step
                : new Step(step.next().withRouting(upkeep), step.actions());
    }

    /** The role may have changed, and with it what is wanted. */
    private static Step moved(Settings settings, State before, Step step) {
        List<RoutingEntry> all = settings.routing().entries();
        boolean was = isMaster(before);
        boolean is = isMaster(step.next());
        if (was == is || all.isEmpty()) {
            return step;
        }
        return is
                ? added(new Step(step.next().withRouting(before.routing().settled()), step.actions()), all)
                : cleared(settings, step);
    }

    /** Everything off, whether or not it is known to be on. */
    private static Step cleared(Settings settings, Step step) {
        List<RoutingEntry> all = settings.routing().entries();
        return all.isEmpty() ? step : removed(new Step(step.next().withRouting(Upkeep.none()), step.actions()), all);
    }

    private static Step added(Step step, List<RoutingEntry> entries) {
        if (entries.isEmpty()) {
            return step;
        }
        List<Action> actions = new ArrayList<>(step.actions());
        actions.add(new Action.AddRouting(entries));
        return new Step(step.next(), List.copyOf(actions));
    }

    /** Rules before the routes they lead to, and all of it before what the step does to the addresses. */
    private static Step removed(Step step, List<RoutingEntry> entries) {
        return entries.isEmpty()
                ? step
                : step.after(List.of(new Action.RemoveRouting(List.copyOf(entries.reversed()))));
    }

    private static Step reconfigured(Settings settings, Settings old, State before, Step step) {
        List<RoutingEntry> now = settings.routing().entries();
        List<RoutingEntry> then = old.routing().entries();
        if (now.equals(then)) {
            return moved(settings, before, step);
        }
        Step kept = new Step(step.next().withRouting(before.routing().among(now)), step.actions());
        if (!isMaster(before)) {
            return isMaster(step.next()) ? added(kept, now) : kept;
        }
        return isMaster(step.next())
                ? added(removed(kept, missing(then, now)), missing(now, then))
                : removed(new Step(step.next().withRouting(Upkeep.none()), step.actions()), then);
    }

    /** Those of {@code here} that {@code there} does not have. */
    private static List<RoutingEntry> missing(List<RoutingEntry> here, List<RoutingEntry> there) {
        List<RoutingEntry> all = new ArrayList<>(here);
        all.removeAll(new HashSet<>(there));
        return List.copyOf(all);
    }

    private static Step mended(Settings settings, Step step, Moment now) {
        boolean master = isMaster(step.next());
        Upkeep.Mending<RoutingEntry> mending =
                step.next().routing().due(settings.routing().entries(), master, now);
        if (mending.contested().isPresent()) {
            FaultReason.Setback contested =
                    new FaultReason.RoutingContested(mending.contested().get(), now.plus(Life.SETBACK));
            return cleared(settings, Life.setBack(settings, step.next(), contested))
                    .after(step.actions());
        }
        Step mended = new Step(step.next().withRouting(mending.next()), step.actions());
        return master
                ? added(mended, mending.again())
                : removed(mended, mending.again().reversed());
    }
}
