package org.keepvip.simulator.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keepvip.simulator.scenario.Dice;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.simulator.scenario.PlannedFault;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.packet.Priority;

/** Makes faults happen and ends them. */
final class Mishaps {
    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final Garbage garbage;
    private final Dice dice;
    /** What is going on, in the order in which it began. */
    private final Map<Integer, Ongoing> ongoing = new LinkedHashMap<>();

    private int begun;

    /** A fault and how to end it. */
    private record Ongoing(Fault fault, Runnable remedy) {}

    Mishaps(World world) {
        this.world = world;
        this.dice = world.dice().fork("mishaps");
        this.garbage = new Garbage(world, world.dice().fork("garbage"));
    }

    /** Lets the fault begin, and plans its end. */
    void begin(PlannedFault planned) {
        world.witness().faultBegan(planned.fault());
        Runnable remedy = inflict(planned.fault());
        if (planned.duration() == 0) {
            remedy.run();
            return;
        }
        int number = begun++;
        ongoing.put(number, new Ongoing(planned.fault(), remedy));
        world.timeline().at(world.now() + planned.duration(), () -> end(number));
    }

    /** Ends everything that is going on, and lets begin what stays for good. */
    void heal(List<Fault> ending) {
        List.copyOf(ongoing.keySet()).forEach(this::end);
        for (Fault fault : ending) {
            inflict(fault);
            world.witness().faultBegan(fault);
            world.witness().faultEnded(fault);
        }
    }

    private void end(int number) {
        Ongoing over = ongoing.remove(number);
        if (over != null) {
            over.remedy().run();
            world.witness().faultEnded(over.fault());
        }
    }

    private static void nothing() {}

    /** Does it; the result undoes it. */
    private Runnable inflict(Fault fault) {
        return switch (fault) {
            case Fault.OnNode onNode -> inflict(onNode, victim(onNode.node()));
            case Fault.OnNetwork onNetwork -> inflict(onNetwork);
        };
    }

    private Runnable inflict(Fault.OnNode fault, Node victim) {
        Agent agent = victim.agent();
        return switch (fault) {
            case Fault.Crash _ -> crash(agent);
            case Fault.Stop _ -> stop(agent);
            case Fault.Pause _ -> pause(agent);
            case Fault.InterfaceLost lost -> loseDevice(victim, lost.device(), lost.how());
            case Fault.SourceLost _ -> loseSource(victim);
            case Fault.VipTaken taken -> {
                take(victim, taken.vip());
                yield Mishaps::nothing;
            }
            case Fault.VipContested contested -> repeatedly(contested.perSecond(), () -> take(victim, contested.vip()));
            case Fault.SendsRefused refused -> {
                agent.sendsRefused = refused.errno();
                yield () -> agent.sendsRefused = null;
            }
            case Fault.AddsRefused refused -> {
                agent.requests().addsRefused = refused.errno();
                yield () -> agent.requests().addsRefused = null;
            }
            case Fault.Reprioritised changed -> reprioritise(agent, changed.priority());
            case Fault.Readdressed changed -> readdress(agent, changed.vip());
            case Fault.Reloaded _ -> {
                agent.reload(agent.configured());
                yield Mishaps::nothing;
            }
            case Fault.EarlyTimers early -> repeatedly(early.perSecond(), agent::spuriousTimer);
        };
    }

    private Runnable inflict(Fault.OnNetwork fault) {
        return switch (fault) {
            case Fault.Cut(int from, int to) -> {
                Path path = world.network().path(from, to);
                path.cuts++;
                yield () -> path.cuts--;
            }
            case Fault.Partition(int side) -> {
                partition(side, 1);
                yield () -> partition(side, -1);
            }
            case Fault.RandomLoss(int permille) ->
                onEach(path -> path.lossPermille += permille, path -> path.lossPermille -= permille);
            case Fault.BurstLoss(int oneIn, int length) ->
                onEach(path -> path.loseInBursts(oneIn, length), path -> path.loseInBursts(0, 1));
            case Fault.Bloat(long delay) -> onEach(path -> path.bloat += delay, path -> path.bloat -= delay);
            case Fault.Duplication(int permille) ->
                onEach(path -> path.duplicationPermille += permille, path -> path.duplicationPermille -= permille);
            case Fault.Reordering(long most) ->
                onEach(path -> path.reordering += most, path -> path.reordering -= most);
            case Fault.Garbage(int perSecond) -> repeatedly(perSecond, garbage::throwOne);
        };
    }

    private static void take(Node victim, int vip) {
        victim.kernel().remove(victim.vips().get(vip).key());
    }

    private Node victim(int node) {
        if (node != Fault.THE_MASTER) {
            return world.nodes().get(node);
        }
        for (Node candidate : world.nodes()) {
            if (candidate.agent().isRunning() && Role.of(candidate.agent().state()) == Role.MASTER) {
                return candidate;
            }
        }
        return world.nodes().getFirst();
    }

    private static Runnable crash(Agent agent) {
        boolean kills = agent.isRunning();
        agent.kill();
        return kills ? agent::start : Mishaps::nothing;
    }

    private static Runnable stop(Agent agent) {
        boolean stops = agent.isAwake();
        if (stops) {
            agent.stop();
        }
        return stops ? agent::start : Mishaps::nothing;
    }

    private static Runnable pause(Agent agent) {
        agent.freeze();
        return agent::thaw;
    }

    private static Runnable loseDevice(Node victim, String device, Fault.Loss how) {
        victim.kernel().lose(device, how, true);
        return () -> victim.kernel().lose(device, how, false);
    }

    private static Runnable loseSource(Node victim) {
        victim.kernel().loseOwn(true);
        return () -> victim.kernel().loseOwn(false);
    }

    private static Runnable reprioritise(Agent agent, int priority) {
        Priority before = agent.configured().election().priority();
        agent.reload(Rewritten.withPriority(agent.configured(), new Priority(priority)));
        return () -> agent.reload(Rewritten.withPriority(agent.configured(), before));
    }

    private static Runnable readdress(Agent agent, int vip) {
        Settings.Addresses before = agent.configured().addresses();
        agent.reload(Rewritten.withAddresses(agent.configured(), Rewritten.without(before, vip)));
        return () -> agent.reload(Rewritten.withAddresses(agent.configured(), before));
    }

    private void partition(int side, int more) {
        for (Node from : world.nodes()) {
            for (Node to : world.nodes()) {
                if ((side >> from.index() & 1) != (side >> to.index() & 1)) {
                    world.network().path(from.index(), to.index()).cuts += more;
                }
            }
        }
    }

    private Runnable onEach(Consumer<Path> change, Consumer<Path> undo) {
        world.network().each(change);
        return () -> world.network().each(undo);
    }

    private Runnable repeatedly(int perSecond, Runnable nuisance) {
        boolean[] over = {false};
        again(perSecond, nuisance, over);
        return () -> over[0] = true;
    }

    private void again(int perSecond, Runnable nuisance, boolean[] over) {
        long wait = dice.between(SECOND / perSecond / 2, SECOND / perSecond * 3 / 2);
        world.timeline().at(world.now() + wait, () -> {
            if (!over[0]) {
                nuisance.run();
                again(perSecond, nuisance, over);
            }
        });
    }
}
