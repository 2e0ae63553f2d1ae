package org.keepvip.simulator.property;

import java.util.ArrayList;
import java.util.List;
import org.keepvip.simulator.scenario.Bounds;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;

/**
 * Knows when the cluster has been left alone for so long that it must have settled. Benign faults leave it alone. Told
 * before the checkers that ask it.
 */
final class Calm implements Witness {
    private static final long LATEST_START = 3_000_000_000L;

    private final World world;
    private final Bounds bounds;
    private final List<Runnable> listeners = new ArrayList<>();
    private int disturbances;
    private int nuisances;
    private int epoch;
    private boolean settled;
    private long lastNuisance = Long.MIN_VALUE;
    /** How long the disturbance has effects after its end: setbacks last a set time, and late frames are still under way. */
    private long aftermath;

    Calm(World world) {
        this.world = world;
        this.bounds = Bounds.of(world.scenario());
        settleAfter(LATEST_START + bounds.settling());
    }

    /** Asks to be told at the moment by which the cluster must have settled. */
    void whenSettled(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether nothing has disturbed the cluster for the settling time. */
    boolean isSettled() {
        return settled;
    }

    /** Grows with each disturbance. */
    int epoch() {
        return epoch;
    }

    /** How many disturbances are going on. */
    int disturbances() {
        return disturbances;
    }

    /** Whether a benign fault is going on, or was a moment ago. */
    boolean isNuisance() {
        return nuisances > 0 || world.now() - lastNuisance < bounds.longestDown();
    }

    Bounds bounds() {
        return bounds;
    }

    @Override
    public void faultBegan(Fault fault) {
        if (fault.isBenign()) {
            lastNuisance = world.now();
            nuisances += isOverAtOnce(fault) ? 0 : 1;
            return;
        }
        aftermath += aftermath(fault);
        disturbances++;
        epoch++;
        settled = false;
    }

    @Override
    public void faultEnded(Fault fault) {
        if (fault.isBenign()) {
            lastNuisance = world.now();
            nuisances--;
            return;
        }
        disturbances--;
        if (disturbances == 0) {
            settleAfter(bounds.settling() + aftermath);
        }
    }

    private static long aftermath(Fault fault) {
        return switch (fault) {
            case Fault.SendsRefused _, Fault.AddsRefused _, Fault.VipContested _ -> Bounds.LONGEST_SETBACK;
            case Fault.Bloat(long delay) -> delay;
            case Fault.Crash _,
                    Fault.Stop _,
                    Fault.Pause _,
                    Fault.InterfaceLost _,
                    Fault.SourceLost _,
                    Fault.VipTaken _,
                    Fault.Reprioritised _,
                    Fault.Reloaded _,
                    Fault.Readdressed _,
                    Fault.Cut _,
                    Fault.Partition _,
                    Fault.RandomLoss _,
                    Fault.BurstLoss _,
                    Fault.Duplication _,
                    Fault.Reordering _,
                    Fault.Garbage _,
                    Fault.EarlyTimers _ -> 0;
        };
    }

    private static boolean isOverAtOnce(Fault fault) {
        return fault instanceof Fault.Reloaded || fault instanceof Fault.VipTaken;
    }

    private void settleAfter(long delay) {
        int then = epoch;
        world.timeline().at(world.now() + delay, () -> {
            if (epoch == then) {
                settled = true;
                aftermath = 0;
                listeners.forEach(Runnable::run);
            }
        });
    }

    /** The nodes whose agents are awake and that hear each other, part by part. */
    List<List<Node>> parts() {
        List<List<Node>> parts = new ArrayList<>();
        for (Node node : world.nodes()) {
            if (!node.agent().isAwake()) {
                continue;
            }
            List<Node> home = null;
            for (List<Node> part : parts) {
                if (world.network().connects(part.getFirst(), node)) {
                    home = part;
                }
            }
            if (home == null) {
                home = new ArrayList<>();
                parts.add(home);
            }
            home.add(node);
        }
        return parts;
    }

    /** How many of them are MASTER. */
    static long masters(List<Node> part) {
        return part.stream()
                .filter(node -> Role.of(node.agent().state()) == Role.MASTER)
                .count();
    }
}
