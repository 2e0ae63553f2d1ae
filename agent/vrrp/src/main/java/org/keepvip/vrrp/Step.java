package org.keepvip.vrrp;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of one event.
 *
 * @param actions to be done in this order
 */
public record Step(State next, List<Action> actions) {
    static Step to(State next) {
        return new Step(next, List.of());
    }

    /** This step with something to be done before its own actions. */
    Step after(List<Action> first) {
        if (first.isEmpty()) {
            return this;
        }
        List<Action> all = new ArrayList<>(first);
        all.addAll(actions);
        return new Step(next, List.copyOf(all));
    }
}
