package org.keepvip.vrrp;

import java.util.List;

/** The virtual router's state machine (RFC 9568 section 6.4). DRAFT: the election's author completes it. */
public final class VirtualRouter {
    private VirtualRouter() {}

    /** The state before {@link Event.Started}. */
    public static State initial() {
        return new State(new State.Role.Initialize());
    }

    /** What {@code event} at {@code now} makes of {@code state}. */
    public static Step step(Settings settings, State state, Event event, Moment now) {
        return new Step(state, List.of());
    }
}
