package org.keepvip.daemon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void whatIsDueComesOutOnceAndNothingElse() {
        Deadlines deadlines = new Deadlines();
        deadlines.set(3, 30);
        deadlines.set(1, 10);
        deadlines.set(2, 20);
        assertEquals(10, deadlines.earliest());
        assertEquals(1, deadlines.poll(25));
        assertEquals(2, deadlines.poll(25));
        assertEquals(-1, deadlines.poll(25));
        assertEquals(30, deadlines.earliest());
    }

    @Test
    void aDeadlineThatMovedLaterIsNotDueAtItsOldTime() {
        Deadlines deadlines = new Deadlines();
        deadlines.set(1, 10);
        deadlines.set(1, 50);
        assertEquals(-1, deadlines.poll(49));
        assertEquals(50, deadlines.earliest());
        assertEquals(1, deadlines.poll(50));
    }

    @Test
    void aClearedDeadlineNeverComes() {
        Deadlines deadlines = new Deadlines();
        deadlines.set(1, 10);
        deadlines.set(1, Deadlines.NEVER);
        assertEquals(-1, deadlines.poll(Deadlines.NEVER - 1));
        assertEquals(Deadlines.NEVER, deadlines.earliest());
    }

    @Test
    void agreesWithAPlainListWhateverIsSetInWhateverOrder() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Deadlines deadlines = new Deadlines();
            long[] plain = new long[40];
            Arrays.fill(plain, Deadlines.NEVER);
            for (long now = 0; now < 400; now++) {
                int slot = random.nextInt(plain.length);
                long deadline = random.nextInt(10) == 0 ? Deadlines.NEVER : now + random.nextInt(60);
                deadlines.set(slot, deadline);
                plain[slot] = deadline;
                long earliest = Arrays.stream(plain).min().orElseThrow();
                assertTrue(deadlines.earliest() <= earliest, "wakes up too late");
                assertEquals(due(plain, now), polled(deadlines, now), "round " + round + " at " + now);
            }
        }
    }

    private static Set<Integer> due(long[] plain, long now) {
        Set<Integer> due = new TreeSet<>();
        for (int slot = 0; slot < plain.length; slot++) {
            if (plain[slot] <= now) {
                due.add(slot);
                plain[slot] = Deadlines.NEVER;
            }
        }
        return due;
    }

    private static Set<Integer> polled(Deadlines deadlines, long now) {
        Set<Integer> due = new TreeSet<>();
        int slot;
        while ((slot = deadlines.poll(now)) >= 0) {
            assertTrue(due.add(slot), "slot " + slot + " came twice");
        }
        return due;
    }
}
