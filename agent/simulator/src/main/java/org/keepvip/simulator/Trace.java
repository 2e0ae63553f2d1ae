package org.keepvip.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.packet.Advertisement;

/** The last events of a run, and one number that stands for all of them: the same run gives the same number. */
final class Trace implements Witness {
    private static final int KEPT = 200;

    private final World world;
    private final boolean printing;
    private final @Nullable Entry[] last = new @Nullable Entry[KEPT];
    private long count;
    private long hash = 0xCBF29CE484222325L;

    /** One thing that happened, put in words only when somebody asks. */
    private record Entry(
            long at,
            Object who,
            Object what,
            @Nullable State before,
            @Nullable Step step) {
        @Override
        public String toString() {
            String when = "%14.6f %s %s".formatted(at / 1e9, who, what);
            if (before == null || step == null) {
                return when;
            }
            Role was = Role.of(before);
            Role is = Role.of(step.next());
            String roles = was == is ? was.toString() : was + " -> " + is;
            return when + " | " + roles + " " + step.next().role()
                    + (step.actions().isEmpty() ? "" : " | " + step.actions());
        }
    }

    Trace(World world, boolean printing) {
        this.world = world;
        this.printing = printing;
    }

    /** How many events. */
    long count() {
        return count;
    }

    /** Over all events, in order. */
    long hash() {
        return hash;
    }

    /** The last events, oldest first, a line each. */
    String story() {
        StringBuilder story = new StringBuilder();
        for (long i = Math.max(0, count - KEPT); i < count; i++) {
            story.append(last[(int) (i % KEPT)]).append('\n');
        }
        return story.toString();
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        mix(node.index());
        mix(event.getClass().getSimpleName().hashCode());
        mix(Role.of(step.next()).name().hashCode());
        mix(
                step.next().deadline().equals(Moment.NEVER)
                        ? 0
                        : step.next().deadline().nanos());
        mix(step.actions().size());
        keep(node, event, before, step);
    }

    @Override
    public void sent(Node node, Advertisement advertisement) {
        mix(advertisement.priority().value());
    }

    @Override
    public void addressChanged(Node node, Vip.Key address, boolean present) {
        mix(present ? 1 : 2);
        keep(node, (present ? "has " : "has lost ") + address.address(), null, null);
    }

    @Override
    public void agentChanged(Node node, AgentChange change) {
        mix(change.name().hashCode());
        keep(node, change, null, null);
    }

    @Override
    public void faultBegan(Fault fault) {
        keep("fault begins:", fault, null, null);
    }

    @Override
    public void faultEnded(Fault fault) {
        keep("fault ends:", fault, null, null);
    }

    @Override
    public void announced(Node node, List<Vip> vips) {
        mix(vips.size());
    }

    private void keep(Object who, Object what, @Nullable State before, @Nullable Step step) {
        mix(world.now());
        Entry entry = new Entry(world.now(), who, what, before, step);
        last[(int) (count % KEPT)] = entry;
        count++;
        if (printing) {
            System.out.println(entry);
        }
    }

    private void mix(long bits) {
        hash = (hash ^ bits) * 0x100000001B3L;
        hash ^= hash >>> 29;
    }
}
