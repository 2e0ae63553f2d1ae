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
            case Fault.Crash(int node) -> crash(victim(node));
            case Fault.Stop(int node) -> stop(victim(node));
            case Fault.Pause(int node) -> pause(victim(node));
            case Fault.InterfaceLost(int node, String device, Fault.Loss how) -> loseDevice(victim(node), device, how);
            case Fault.SourceLost(int node) -> loseSource(victim(node));
            case Fault.VipTaken(int node, int vip) -> {
                Node victim = victim(node);
                victim.kernel().remove(victim.vips().get(vip).key());
                yield Mishaps::nothing;
            }
            case Fault.VipContested(int node, int vip, int perSecond) -> {
                Node victim = victim(node);
                yield repeatedly(
                        perSecond,
                        () -> victim.kernel().remove(victim.vips().get(vip).key()));
            }
            case Fault.SendsRefused(int node, String errno) -> {
                Agent agent = victim(node).agent();
                agent.sendsRefused = errno;
                yield () -> agent.sendsRefused = null;
            }
            case Fault.AddsRefused(int node, String errno) -> {
                Agent agent = victim(node).agent();
                agent.addsRefused = errno;
                yield () -> agent.addsRefused = null;
            }
            case Fault.Reprioritised(int node, int priority) ->
                reprioritise(victim(node).agent(), priority);
            case Fault.Reloaded(int node) -> {
                Agent agent = victim(node).agent();
                agent.reload(agent.configured());
                yield Mishaps::nothing;
            }
            case Fault.Cut(int from, int to) -> onPaths(cutting(from, to, 1), cutting(from, to, -1));
            case Fault.Partition(int side) -> onPaths(() -> partition(side, 1), () -> partition(side, -1));
            case Fault.RandomLoss(int permille) ->
                onEach(path -> path.lossPermille += permille, path -> path.lossPermille -= permille);
            case Fault.BurstLoss(int oneIn, int length) ->
                onEach(
                        path -> {
                            path.burstOneIn = oneIn;
                            path.burstLength = length;
                        },
                        path -> path.burstOneIn = 0);
            case Fault.Bloat(long delay) -> onEach(path -> path.bloat += delay, path -> path.bloat -= delay);
            case Fault.Duplication(int permille) ->
                onEach(path -> path.duplicationPermille += permille, path -> path.duplicationPermille -= permille);
            case Fault.Reordering(long most) ->
                onEach(path -> path.reordering += most, path -> path.reordering -= most);
            case Fault.Garbage(int perSecond) -> repeatedly(perSecond, garbage::throwOne);
            case Fault.EarlyTimers(int node, int perSecond) ->
                repeatedly(perSecond, victim(node).agent()::spuriousTimer);
        };
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

    private static Runnable crash(Node victim) {
        boolean kills = victim.agent().isRunning();
        victim.agent().kill();
        return kills ? victim.agent()::start : Mishaps::nothing;
    }

    private static Runnable stop(Node victim) {
        boolean stops = victim.agent().isAwake();
        if (stops) {
            victim.agent().stop();
        }
        return stops ? victim.agent()::start : Mishaps::nothing;
    }

    private static Runnable pause(Node victim) {
        victim.agent().freeze();
        return victim.agent()::thaw;
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
        agent.reload(withPriority(agent.configured(), new Priority(priority)));
        return () -> agent.reload(withPriority(agent.configured(), before));
    }

    private static Settings withPriority(Settings settings, Priority priority) {
        Settings.Election old = settings.election();
        Settings.Election election = new Settings.Election(
                priority,
                old.interval(),
                old.downTimerAdverts(),
                old.preempt(),
                old.preemptDelay(),
                old.answerLowerPriority(),
                old.answerHigherPriority(),
                old.startupDelay());
        return new Settings(
                settings.name(),
                settings.device(),
                settings.vrid(),
                settings.family(),
                settings.wire(),
                election,
                settings.reception(),
                settings.addresses(),
                settings.announcing(),
                settings.tracking(),
                settings.notServed());
    }

    private Runnable cutting(int from, int to, int more) {
        return () -> world.network().path(from, to).cuts += more;
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

    private static Runnable onPaths(Runnable change, Runnable undo) {
        change.run();
        return undo;
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
