package org.keepvip.simulator.property;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Witness;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.TransitionRow;

/** How often each row of the state tables was taken. */
public final class Coverage implements Witness {
    private final Map<TransitionRow, Long> hits = new EnumMap<>(TransitionRow.class);

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        TransitionRow.of(node.agent().settings(), before, event, step.next())
                .ifPresent(row -> hits.merge(row, 1L, Long::sum));
    }

    /** How often this row was taken. */
    public long hits(TransitionRow row) {
        return hits.getOrDefault(row, 0L);
    }

    /** Adds what another run took. */
    public void add(Coverage other) {
        other.hits.forEach((row, more) -> hits.merge(row, more, Long::sum));
    }

    /** The rows never taken. */
    public List<TransitionRow> missing() {
        List<TransitionRow> missing = new ArrayList<>();
        for (TransitionRow row : TransitionRow.values()) {
            if (hits(row) == 0) {
                missing.add(row);
            }
        }
        return missing;
    }
}
