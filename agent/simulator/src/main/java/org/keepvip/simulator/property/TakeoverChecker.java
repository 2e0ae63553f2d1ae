package org.keepvip.simulator.property;

import org.jspecify.annotations.Nullable;
import org.keepvip.simulator.scenario.Bounds;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;

/** A settled cluster's MASTER dies or releases, and nothing else is wrong: how long until another serves. */
final class TakeoverChecker implements Witness {
    private static final long SLACK = 2_000_000L;

    private final World world;
    private final Calm calm;
    private final Findings findings;
    /** Settled until the fault that is just beginning. */
    private boolean settledBefore;

    private @Nullable Node settledMaster;
    private long earliest;
    private int watchedEpoch = -1;

    TakeoverChecker(World world, Calm calm, Findings findings) {
        this.world = world;
        this.calm = calm;
        this.findings = findings;
        calm.whenSettled(() -> settledBefore = true);
    }

    @Override
    public void faultBegan(Fault fault) {
        if (!fault.isBenign()) {
            settledMaster = settledBefore && calm.disturbances() == 1 && !calm.isNuisance() ? master() : null;
            settledBefore = false;
        }
    }

    @Override
    public void agentChanged(Node node, AgentChange change) {
        boolean released = change == AgentChange.STOPPED;
        if (node != settledMaster || (!released && change != AgentChange.KILLED)) {
            return;
        }
        settledMaster = null;
        long soonest = Long.MAX_VALUE;
        long down = Long.MAX_VALUE;
        long interval = node.agent().settings().election().interval().toNanos();
        for (Node other : world.nodes()) {
            if (other != node && other.agent().isAwake() && world.network().connects(node, other)) {
                int priority = other.agent()
                        .state()
                        .effectivePriority(other.agent().settings())
                        .value();
                if (Role.of(other.agent().state()) != Role.BACKUP) {
                    return;
                }
                soonest = Math.min(soonest, Bounds.skew(other.agent().settings(), priority, interval));
                down = Math.min(down, Bounds.down(other.agent().settings(), priority, interval));
            }
        }
        if (down != Long.MAX_VALUE) {
            watch(node, released, released ? soonest : down, interval);
        }
    }

    private void watch(Node gone, boolean released, long wait, long interval) {
        int epoch = calm.epoch();
        watchedEpoch = epoch;
        long slack = calm.bounds().wire() + calm.bounds().lateness() + SLACK + wait / 1000;
        earliest = released ? world.now() : world.now() + wait - interval - slack;
        long latest = world.now() + wait + slack;
        world.timeline().at(latest, () -> {
            if (calm.epoch() == epoch && master() == null) {
                findings.violated(
                        released ? Property.HANDOVER : Property.FAILOVER,
                        () -> "nobody is MASTER " + (wait + slack) / 1_000_000.0 + " ms after " + gone + " left");
            }
        });
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        if (watchedEpoch == calm.epoch()
                && world.now() < earliest
                && Role.of(before) == Role.BACKUP
                && Role.of(step.next()) == Role.MASTER) {
            findings.violated(
                    Property.FAILOVER,
                    () -> node + " took over " + (earliest - world.now()) / 1_000_000.0 + " ms too early");
        }
    }

    private @Nullable Node master() {
        for (Node node : world.nodes()) {
            if (node.agent().isAwake() && Role.of(node.agent().state()) == Role.MASTER) {
                return node;
            }
        }
        return null;
    }
}
