package org.keepvip.simulator.property;

import java.util.ArrayList;
import java.util.List;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.packet.Advertisement;

/** All checkers of a run, and whoever else wants to see it, as one witness. */
public final class Observers implements Witness {
    private final List<Witness> witnesses;

    /** The checkers of every property, which report to {@code findings}, and {@code others}, who are told first. */
    public Observers(World world, Findings findings, Witness... others) {
        Calm calm = new Calm(world);
        witnesses = new ArrayList<>(List.of(others));
        witnesses.add(calm);
        witnesses.add(new ElectionChecker(calm, findings));
        witnesses.add(new TakeoverChecker(world, calm, findings));
        witnesses.add(new ServingChecker(world, findings));
        witnesses.add(new HoldingChecker(world, findings));
        witnesses.add(new FaultChecker(world, findings));
        witnesses.add(new TimerChecker(world, findings));
        witnesses.add(new PaceChecker(world, findings));
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        for (Witness witness : witnesses) {
            witness.stepped(node, event, before, step);
        }
    }

    @Override
    public void sent(Node node, Advertisement advertisement) {
        for (Witness witness : witnesses) {
            witness.sent(node, advertisement);
        }
    }

    @Override
    public void deceived(Node node, Event accepted) {
        for (Witness witness : witnesses) {
            witness.deceived(node, accepted);
        }
    }

    @Override
    public void threw(Node node, Event event, RuntimeException bug) {
        for (Witness witness : witnesses) {
            witness.threw(node, event, bug);
        }
    }

    @Override
    public void announced(Node node, List<Vip> vips) {
        for (Witness witness : witnesses) {
            witness.announced(node, vips);
        }
    }

    @Override
    public void addressChanged(Node node, Vip.Key address, boolean present) {
        for (Witness witness : witnesses) {
            witness.addressChanged(node, address, present);
        }
    }

    @Override
    public void agentChanged(Node node, AgentChange change) {
        for (Witness witness : witnesses) {
            witness.agentChanged(node, change);
        }
    }

    @Override
    public void faultBegan(Fault fault) {
        for (Witness witness : witnesses) {
            witness.faultBegan(fault);
        }
    }

    @Override
    public void faultEnded(Fault fault) {
        for (Witness witness : witnesses) {
            witness.faultEnded(fault);
        }
    }

    @Override
    public void ended() {
        for (Witness witness : witnesses) {
            witness.ended();
        }
    }
}
