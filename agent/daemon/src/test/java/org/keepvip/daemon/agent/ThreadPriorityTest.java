package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.linux.process.Scheduling;

@NeedsRoot
class ThreadPriorityTest {
    private static final long LATE = TimeUnit.SECONDS.toNanos(1);

    private final Recording log = new Recording();

    private static GlobalDefs.Scheduling upTo(int maxAutoPriority) {
        return new GlobalDefs.Scheduling(0, false, Optional.empty(), List.of(), 10_000_000, maxAutoPriority, 500_000);
    }

    /** Each thread has a priority of its own. */
    private static <T> T onThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    @Test
    void aLateTimerRaisesThePriorityByStepsUpToTheLimit() throws Exception {
        boolean real = onThread(() -> {
            ThreadPriority priority = new ThreadPriority(upTo(7), log.journal());
            priority.begin();
            priority.late(LATE);
            priority.late(LATE);
            priority.late(LATE);
            return Scheduling.isRoundRobin();
        });
        assertTrue(real);
        log.journal().close(Duration.ofSeconds(10));
        assertEquals(
                2,
                log.lines().stream()
                        .filter(line -> line.contains("max_auto_priority"))
                        .count(),
                () -> "" + log.lines());
        assertTrue(log.lines().getLast().contains("is now 7"), () -> "" + log.lines());
    }

    @Test
    void aTimerLessLateThanTheDelayRaisesNothing() throws Exception {
        boolean real = onThread(() -> {
            ThreadPriority priority = new ThreadPriority(upTo(7), log.journal());
            priority.begin();
            priority.late(LATE / 4);
            return Scheduling.isRoundRobin();
        });
        assertFalse(real);
    }

    @Test
    void withoutALimitNothingIsRaised() throws Exception {
        boolean real = onThread(() -> {
            ThreadPriority priority = new ThreadPriority(upTo(0), log.journal());
            priority.begin();
            priority.late(LATE);
            return Scheduling.isRoundRobin();
        });
        assertFalse(real);
    }
}
