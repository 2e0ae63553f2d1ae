package org.keepvip.vrrp;

import java.util.List;

/** The outcome of one event. */
public record Step(State next, List<Action> actions) {}
