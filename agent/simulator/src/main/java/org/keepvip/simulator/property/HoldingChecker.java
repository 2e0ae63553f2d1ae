package org.keepvip.simulator.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keepvip.simulator.scenario.Bounds;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.packet.Advertisement;

/** The addresses are on the interfaces while the router is MASTER and only then, and never once it has released. */
final class HoldingChecker implements Witness {
    /** From the event to the last address gone. */
    private static final long CLOSING = 50_000_000L;
    /** From somebody's deleting an address to its being back, and from MASTER to all addresses there. */
    private static final long OPENING = 100_000_000L;

    private final World world;
    private final Findings findings;
    /** Since when a node's addresses are not as its role wants them; MAX_VALUE while they are. */
    private final long[] differsSince;
    /** Since when an address of a node may be missing for a reason of its own. */
    private final long[] lastVanished;

    /** The addresses that each node's present process put on: it cannot know others that are not configured any more. */
    private final List<Set<Vip.Key>> putOn = new ArrayList<>();

    private int refusals;
    private long lastRefusal = Long.MIN_VALUE / 2;

    HoldingChecker(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
        this.differsSince = new long[world.nodes().size()];
        this.lastVanished = new long[world.nodes().size()];
        world.nodes().forEach(node -> putOn.add(new HashSet<>()));
        Arrays.fill(differsSince, Long.MAX_VALUE);
        Arrays.fill(lastVanished, Long.MIN_VALUE / 2);
    }

    @Override
    public void faultBegan(Fault fault) {
        refusals += fault instanceof Fault.AddsRefused ? 1 : 0;
    }

    @Override
    public void faultEnded(Fault fault) {
        if (fault instanceof Fault.AddsRefused) {
            refusals--;
            lastRefusal = world.now();
        }
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        if (differsSince[node.index()] != Long.MAX_VALUE || Role.of(before) != Role.of(step.next())) {
            compare(node);
        }
    }

    @Override
    public void addressChanged(Node node, Vip.Key address, boolean present) {
        boolean master = Role.of(node.agent().state()) == Role.MASTER;
        if (present && node.agent().isRunning() && !master) {
            findings.violated(
                    Property.RELEASE_AFTER_REMOVAL,
                    () -> node + " puts " + address.address() + " on although it is not MASTER");
        }
        if (present) {
            putOn.get(node.index()).add(address);
        } else {
            lastVanished[node.index()] = world.now();
        }
        compare(node);
    }

    @Override
    public void agentChanged(Node node, AgentChange change) {
        differsSince[node.index()] = Long.MAX_VALUE;
        if (change == AgentChange.STARTED) {
            putOn.get(node.index()).clear();
        }
        compare(node);
    }

    @Override
    public void sent(Node node, Advertisement advertisement) {
        if (advertisement.priority().isRelease()) {
            for (Vip vip : node.vips()) {
                if (node.kernel().holds(vip.key())) {
                    findings.violated(
                            Property.RELEASE_AFTER_REMOVAL, () -> node + " released while it held " + vip.address());
                }
            }
        }
    }

    @Override
    public void announced(Node node, List<Vip> vips) {
        boolean master = Role.of(node.agent().state()) == Role.MASTER;
        boolean unnoticed = world.now() - lastVanished[node.index()]
                <= world.scenario().weather().noticeDelay();
        for (Vip vip : vips) {
            // A step that announces an address and then gives it up does so in this order: it is held still.
            boolean may = node.kernel().holds(vip.key()) || (master && unnoticed);
            if (node.vips().contains(vip) && !may) {
                findings.violated(
                        Property.ANNOUNCES_WHAT_IT_HOLDS,
                        () -> node + " announced " + vip.address() + (master ? "" : " without being MASTER"));
            }
        }
    }

    @Override
    public void ended() {
        world.nodes().forEach(this::compare);
    }

    private void compare(Node node) {
        int index = node.index();
        long since = differsSince[index];
        boolean master = Role.of(node.agent().state()) == Role.MASTER;
        if (since != Long.MAX_VALUE && world.now() - since > (master ? OPENING : CLOSING) && !isExcused()) {
            findings.violated(
                    Property.VIP_IFF_MASTER,
                    () -> node + " held other addresses than its role wants for " + (world.now() - since) / 1_000_000.0
                            + " ms, as " + (master ? "MASTER" : "no MASTER"));
        }
        boolean differs = node.agent().isAwake() && differs(node, master);
        differsSince[index] = !differs ? Long.MAX_VALUE : Math.min(since, world.now());
    }

    private boolean differs(Node node, boolean master) {
        for (Vip vip : node.vips()) {
            boolean possible = node.kernel().link(vip.device()).isUp();
            boolean configured =
                    node.agent().settings().addresses().find(vip.key()).isPresent();
            boolean known = configured || putOn.get(node.index()).contains(vip.key());
            boolean wanted = master && configured;
            if (known && node.kernel().holds(vip.key()) != wanted && (possible || !wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean isExcused() {
        return refusals > 0 || world.now() - lastRefusal < Bounds.LONGEST_SETBACK;
    }
}
