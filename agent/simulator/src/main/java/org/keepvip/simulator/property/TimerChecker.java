package org.keepvip.simulator.property;

import org.keepvip.simulator.scenario.Bounds;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.packet.Version;

/** Who may touch a timer, and what it then shows. */
final class TimerChecker implements Witness {
    private final World world;
    private final Findings findings;

    TimerChecker(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        Moment now = node.clock().shown(world.now());
        State after = step.next();
        boolean wasDue = !before.deadline().isAfter(now);
        if (event instanceof Event.DeadlineReached && !wasDue && changes(before, step)) {
            findings.violated(
                    Property.EARLY_TIMER_CHANGES_NOTHING,
                    () -> node + "'s timer was " + now.until(before.deadline()) + " early");
        }
        if (event instanceof Event.AdvertisementRejected && changes(before, step)) {
            findings.violated(Property.REJECTED_CHANGES_NOTHING, () -> node + " heeded " + event);
        }
        if (event instanceof Event.Reconfigured(Settings old)
                && old.equals(node.agent().settings())
                && (!step.actions().isEmpty() || !before.role().equals(after.role()))
                && Role.of(before) != Role.FAULT) {
            findings.violated(Property.RELOAD_UNTOUCHED, () -> node + " did " + step.actions());
        }
        if (after.deadline().isBefore(now) && (!wasDue || event instanceof Event.DeadlineReached)) {
            findings.violated(
                    Property.DEADLINE_AHEAD,
                    () -> node + "'s deadline is " + after.deadline().until(now) + " ago");
        }
        if (before.role() instanceof State.Role.Backup was && after.role() instanceof State.Role.Backup is) {
            checkDownTimer(node, event, before, was.masterDown(), is.masterDown(), now);
        }
        if (event instanceof Event.AdvertisementReceived heard
                && Role.of(before) == Role.MASTER
                && Role.of(after) == Role.MASTER
                && loses(node, before, heard)) {
            findings.violated(Property.YIELDS, () -> node + " stays MASTER although it heard " + heard);
        }
    }

    @Override
    public void deceived(Node node, Event accepted) {
        findings.violated(Property.BROKEN_IS_REFUSED, () -> node + " accepted " + accepted);
    }

    @Override
    public void threw(Node node, Event event, RuntimeException bug) {
        findings.violated(Property.NEVER_THROWS, () -> node + " threw " + bug + " at " + event);
    }

    private static boolean changes(State before, Step step) {
        return !step.actions().isEmpty() || !step.next().equals(before);
    }

    private static boolean loses(Node node, State before, Event.AdvertisementReceived heard) {
        int own = before.effectivePriority(node.agent().settings()).value();
        int theirs = heard.advertisement().priority().value();
        return theirs > own || (theirs == own && heard.from().compareTo(node.address()) > 0);
    }

    private void checkHeard(
            Node node, Event.AdvertisementReceived heard, State before, Moment was, Moment is, Moment now) {
        Settings settings = node.agent().settings();
        int theirs = heard.advertisement().priority().value();
        int own = before.effectivePriority(settings).value();
        boolean delays = !settings.election().preemptDelay().isZero();
        boolean preempts = own == 255 || (settings.election().preempt() && !delays);
        if (theirs == 0) {
            require(!is.isAfter(was), node, "priority 0 postponed the down timer");
        } else if (theirs >= own || (!settings.election().preempt() && own != 255)) {
            long interval = settings.wire().version() == Version.V2
                    ? settings.election().interval().toNanos()
                    : heard.advertisement().interval().toNanos();
            long down = Bounds.down(settings, own, interval);
            require(now.until(is).toNanos() == down, node, "the down timer is not the down interval");
        } else if (preempts) {
            require(is.equals(was), node, "an advert of lower priority moved the down timer");
        }
    }

    private void checkDownTimer(Node node, Event event, State before, Moment was, Moment is, Moment now) {
        switch (event) {
            case Event.AdvertisementReceived heard -> checkHeard(node, heard, before, was, is, now);
            case Event.AdvertisementRejected _,
                    Event.AddressesObserved _,
                    Event.AddressesChanged _,
                    Event.SendFailed _,
                    Event.DeadlineReached _ -> require(is.equals(was), node, "the down timer moved without an advert");
            case Event.Started _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
                    Event.LinkChanged _,
                    Event.TrackerReported _,
                    Event.StaticItemsMissing _,
                    Event.GroupAgreed _,
                    Event.GroupYielded _,
                    Event.GroupFaultsChanged _,
                    Event.GroupContested _,
                    Event.ClockJumped _,
                    Event.RoutingObserved _,
                    Event.RoutingChanged _,
                    Event.RoutingShaken _,
                    Event.QueueDrained _,
                    Event.Reconfigured _,
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> {}
        }
    }

    private void require(boolean holds, Node node, String otherwise) {
        if (!holds) {
            findings.violated(Property.DOWN_TIMER, () -> node + ": " + otherwise);
        }
    }
}
