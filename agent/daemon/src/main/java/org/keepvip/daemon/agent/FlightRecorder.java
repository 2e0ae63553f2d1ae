package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.State;

/** The last steps of all routers, to be shown when a bug of ours ends the agent. */
final class FlightRecorder {
    private static final int STEPS = 256;

    private final String[] names = new String[STEPS];
    private final @Nullable State[] before = new @Nullable State[STEPS];
    private final @Nullable Event[] events = new @Nullable Event[STEPS];
    private final @Nullable State[] after = new @Nullable State[STEPS];
    private final long[] nanos = new long[STEPS];
    private long steps;

    void record(String name, State from, Event event, State to, Moment now) {
        int index = (int) (steps++ % STEPS);
        names[index] = name;
        before[index] = from;
        events[index] = event;
        after[index] = to;
        nanos[index] = now.nanos();
    }

    /** One line for each step, oldest first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (long step = Math.max(0, steps - STEPS); step < steps; step++) {
            int index = (int) (step % STEPS);
            State from = before[index];
            State to = after[index];
            if (from != null && to != null) {
                lines.add(nanos[index] + " (" + names[index] + ") " + Chronicle.name(from.role()) + " " + events[index]
                        + " -> " + to.role());
            }
        }
        return lines;
    }
}
