package org.keepvip.simulator.property;

import java.util.Arrays;
import org.keepvip.simulator.scenario.Bounds;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;

/** A healthy BACKUP that hears nobody better for its down interval does not stay BACKUP, whatever else it hears. */
final class ServingChecker implements Witness {
    private static final long SLACK = 5_000_000L;

    private final World world;
    private final Bounds bounds;
    private final Findings findings;
    /** When each node last had a reason to wait. */
    private final long[] reason;

    ServingChecker(World world, Findings findings) {
        this.world = world;
        this.bounds = Bounds.of(world.scenario());
        this.findings = findings;
        this.reason = new long[world.nodes().size()];
        Arrays.fill(reason, Long.MAX_VALUE);
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        int index = node.index();
        if (Role.of(step.next()) != Role.BACKUP) {
            reason[index] = Long.MAX_VALUE;
        } else if (Role.of(before) != Role.BACKUP || isReason(node, event, before)) {
            reason[index] = world.now();
        } else if (world.now() > reason[index] && world.now() - reason[index] > patience(node)) {
            findings.violated(
                    Property.SOMEBODY_SERVES,
                    () -> node + " is BACKUP " + (world.now() - reason[index]) / 1_000_000.0
                            + " ms after it last heard somebody better");
        }
    }

    @Override
    public void agentChanged(Node node, AgentChange change) {
        reason[node.index()] = change == AgentChange.WOKEN ? world.now() : Long.MAX_VALUE;
    }

    /** From an unlucky start it waits for the longest interval that anybody may have taught it. */
    private long patience(Node node) {
        int priority =
                node.agent().state().effectivePriority(node.agent().settings()).value();
        return Bounds.down(node.agent().settings(), priority, bounds.longestInterval())
                + bounds.lateness()
                + SLACK
                + bounds.longestDown() / 500;
    }

    private static boolean isReason(Node node, Event event, State before) {
        Settings settings = node.agent().settings();
        return switch (event) {
            case Event.AdvertisementReceived heard -> {
                int theirs = heard.advertisement().priority().value();
                int own = before.effectivePriority(settings).value();
                boolean preempts = own == 255
                        || (settings.election().preempt()
                                && settings.election().preemptDelay().isZero());
                yield theirs >= own || (theirs > 0 && !preempts);
            }
            case Event.LinkChanged _,
                    Event.TrackerReported _,
                    Event.StaticItemsMissing _,
                    Event.GroupAgreed _,
                    Event.GroupYielded _,
                    Event.GroupFaultsChanged _,
                    Event.GroupContested _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
                    Event.Reconfigured _,
                    Event.ClockJumped _ -> true;
            case Event.Started _,
                    Event.DeadlineReached _,
                    Event.AdvertisementRejected _,
                    Event.AddressesObserved _,
                    Event.AddressesChanged _,
                    Event.SendFailed _,
                    Event.RoutingObserved _,
                    Event.RoutingChanged _,
                    Event.RoutingShaken _,
                    Event.QueueDrained _,
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> false;
        };
    }
}
