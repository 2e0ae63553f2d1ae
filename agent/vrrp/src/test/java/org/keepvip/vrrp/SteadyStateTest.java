package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;

/** An advert sent or heard makes a new state and little else: the loop runs tens of thousands of these a second. */
class SteadyStateTest {
    private static final int STEPS = 20_000;
    /** State, role, moment, step; a little more for what the JIT has not removed. */
    private static final long BYTES = 300;

    private static final IpAddress PEER = IpAddress.literal("10.0.0.2");

    @Test
    void aMasterSendsTheSameActionsEachInterval() {
        Settings settings = Router.of("priority=255").settings();
        State state = started(settings);
        Step first = VirtualRouter.step(settings, state, new Event.DeadlineReached(), state.deadline());
        State next = first.next();
        Step second = VirtualRouter.step(settings, next, new Event.DeadlineReached(), next.deadline());
        assertSame(first.actions(), second.actions());
    }

    @Test
    void anAdvertSentMakesLittleGarbage() {
        Settings settings =
                Router.of("priority=255 track=eth1:-10 refresh=3600").settings();
        Event deadline = new Event.DeadlineReached();
        Counters counters = new Counters();
        assertTrue(garbage(started(settings), state -> {
                    Step step = VirtualRouter.step(settings, state, deadline, state.deadline());
                    counters.count(state, deadline, step.next(), step.actions());
                    told(settings, state, deadline, step);
                    return step.next();
                })
                <= BYTES);
        assertTrue(counters.of(Statistic.ADVERTISEMENTS_SENT) >= STEPS);
    }

    @Test
    void anAdvertHeardMakesLittleGarbage() {
        Settings settings = Router.of("priority=100").settings();
        Event heard = new Event.AdvertisementReceived(
                PEER,
                new Advertisement(
                        Version.V3,
                        new Vrid(51),
                        new Priority(150),
                        settings.election().interval(),
                        List.of(IpAddress.literal("10.0.0.100"))));
        Counters counters = new Counters();
        assertTrue(garbage(started(settings), state -> {
                    Moment now =
                            new Moment(((Role.Backup) state.role()).masterDown().nanos() - 1_000_000_000L);
                    Step step = VirtualRouter.step(settings, state, heard, now);
                    counters.count(state, heard, step.next(), step.actions());
                    told(settings, state, heard, step);
                    return step.next();
                })
                <= BYTES);
        assertEquals(0, counters.of(Statistic.BECAME_MASTER));
    }

    private static void told(Settings settings, State before, Event event, Step step) {
        assertTrue(Narration.of(settings, before, event, step.next(), step.actions())
                .isEmpty());
    }

    private interface Turn {
        State after(State state);
    }

    /** Bytes a turn, after a warm-up. */
    private static long garbage(State start, Turn turn) {
        State state = start;
        for (int i = 0; i < STEPS; i++) {
            state = turn.after(state);
        }
        long before = allocated();
        for (int i = 0; i < STEPS; i++) {
            state = turn.after(state);
        }
        long bytes = (allocated() - before) / STEPS;
        System.out.println("bytes a step: " + bytes);
        return bytes;
    }

    /** By reflection: the module under test does not read java.management, and its tests are compiled into it. */
    private static long allocated() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Object bytes = Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getCurrentThreadAllocatedBytes")
                    .invoke(threads);
            return (Long) Objects.requireNonNull(bytes);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JVM does not count allocations", e);
        }
    }

    private static State started(Settings settings) {
        State state = VirtualRouter.initial();
        List<Event> events = List.of(
                new Event.LinkChanged("eth0", new Link(true, true, true, 1500)),
                new Event.LinkChanged("eth1", new Link(true, true, true, 1500)),
                new Event.SourceAddressChanged(Optional.of(IpAddress.literal("10.0.0.1"))),
                new Event.Started());
        for (Event event : events) {
            state = VirtualRouter.step(settings, state, event, new Moment(0)).next();
        }
        return state;
    }
}
