package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order: the invariants of {@link RandomWorld} hold. More with -Dkeepvip.random.seeds=N. */
class RandomEventsTest {
    private static final int SEEDS = Integer.getInteger("keepvip.random.seeds", 400);
    private static final int EVENTS = 300;

    @Test
    void noSequenceOfEventsBreaksAnInvariant() {
        Set<TransitionRow> rows = EnumSet.noneOf(TransitionRow.class);
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomWorld world = new RandomWorld(seed);
            try {
                for (int i = 0; i < EVENTS; i++) {
                    world.happen();
                }
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + "\n" + world.told(), broken);
            }
            rows.addAll(world.rows());
        }
        Set<TransitionRow> missing = EnumSet.complementOf(EnumSet.copyOf(rows));
        assertTrue(missing.isEmpty(), "never reached: " + missing);
    }
}
