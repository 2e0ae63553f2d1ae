package org.keepvip.simulator.property;

import java.util.Arrays;
import org.keepvip.simulator.scenario.Bounds;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.packet.Advertisement;

/** An awake MASTER keeps its pace; one that slept past its down interval listens before it speaks. */
final class PaceChecker implements Witness {
    private final World world;
    private final Findings findings;
    private final long lateness;
    /** When each MASTER last spoke; MAX_VALUE for who is not held to it. */
    private final long[] lastSent;

    private final long[] frozenAt;
    /** Until when a MASTER that slept must be silent. */
    private final long[] silentUntil;

    PaceChecker(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
        this.lateness = Bounds.of(world.scenario()).lateness();
        this.lastSent = new long[world.nodes().size()];
        this.frozenAt = new long[world.nodes().size()];
        this.silentUntil = new long[world.nodes().size()];
        Arrays.fill(lastSent, Long.MAX_VALUE);
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        Role is = Role.of(step.next());
        if (is != Role.MASTER) {
            if (Role.of(before) == Role.MASTER) {
                checkGap(node);
            }
            lastSent[node.index()] = Long.MAX_VALUE;
            silentUntil[node.index()] = 0;
        } else if (Role.of(before) != Role.MASTER) {
            lastSent[node.index()] = world.now();
        }
    }

    @Override
    public void sent(Node node, Advertisement advertisement) {
        if (advertisement.priority().isRelease()) {
            return;
        }
        if (world.now() < silentUntil[node.index()]) {
            findings.violated(
                    Property.LISTENS_AFTER_SLEEP,
                    () -> node + " speaks " + (silentUntil[node.index()] - world.now()) / 1_000_000.0
                            + " ms before it has listened for an interval");
        }
        checkGap(node);
        lastSent[node.index()] = world.now();
    }

    @Override
    public void agentChanged(Node node, AgentChange change) {
        int index = node.index();
        lastSent[index] = Long.MAX_VALUE;
        boolean master = node.agent().isRunning() && Role.of(node.agent().state()) == Role.MASTER;
        switch (change) {
            case FROZEN -> frozenAt[index] = Math.max(frozenAt[index], world.now());
            case WOKEN -> {
                long slept = world.now() - frozenAt[index];
                long limit =
                        node.agent().state().stallLimit(node.agent().settings()).toNanos();
                long interval = interval(node);
                // The sleep is counted from the deadline it overslept, which was at most an interval away.
                if (master && slept > limit + interval + lateness + slept / 1000) {
                    silentUntil[index] = world.now() + interval - interval / 1000;
                }
                frozenAt[index] = 0;
            }
            case STARTED, STOPPED, KILLED -> silentUntil[index] = 0;
        }
    }

    /** Whom the kernel let send nothing starts afresh. */
    @Override
    public void faultEnded(Fault fault) {
        if (fault instanceof Fault.SendsRefused) {
            Arrays.setAll(lastSent, i -> lastSent[i] == Long.MAX_VALUE ? Long.MAX_VALUE : world.now());
        }
    }

    private void checkGap(Node node) {
        long last = lastSent[node.index()];
        long gap = world.now() - last;
        if (last != Long.MAX_VALUE
                && gap > interval(node) * 3 / 2 + lateness
                && !node.agent().isSendingRefused()) {
            findings.violated(
                    Property.ADVERT_PACE, () -> node + " was silent for " + gap / 1_000_000.0 + " ms as MASTER");
        }
    }

    private static long interval(Node node) {
        return node.agent().settings().election().interval().toNanos();
    }
}
