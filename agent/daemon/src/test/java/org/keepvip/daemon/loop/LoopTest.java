package org.keepvip.daemon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.time.BootClock;

@Timeout(20)
class LoopTest {
    private static final long STEP = Duration.ofMillis(5).toNanos();

    private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
    private final Loop loop = new Loop("loop-under-test", bugs::add);

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop(Duration.ofSeconds(5));
    }

    @Test
    void whatATaskThrowsIsToldAndTheNextTaskRuns() throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        loop.execute(() -> {
            throw new IllegalStateException("oops");
        });
        loop.execute(() -> ran.complete(loop.isCurrent()));
        assertTrue(ran.get(5, TimeUnit.SECONDS));
        assertEquals("oops", bugs.take().getMessage());
    }

    @Test
    void deadlinesComeInTheirOrderAndNotEarly() throws Exception {
        BlockingQueue<Integer> slots = new LinkedBlockingQueue<>();
        BootClock clock = new BootClock();
        CompletableFuture<Alarm> opened = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                opened.complete(Alarm.open(loop, () -> {
                    Alarm alarm = opened.join();
                    int slot;
                    while ((slot = alarm.poll(clock.nanos())) >= 0) {
                        slots.add(slot);
                    }
                    alarm.arm();
                }));
            } catch (ErrnoException e) {
                opened.completeExceptionally(e);
            }
        });
        long begin = System.nanoTime();
        Alarm alarm = opened.get(5, TimeUnit.SECONDS);
        loop.execute(() -> {
            long now = clock.nanos();
            alarm.set(3, now + 3 * STEP);
            alarm.set(1, now + STEP);
            alarm.set(2, now + 2 * STEP);
            alarm.arm();
        });
        assertEquals(1, slots.poll(5, TimeUnit.SECONDS));
        assertEquals(2, slots.poll(5, TimeUnit.SECONDS));
        assertEquals(3, slots.poll(5, TimeUnit.SECONDS));
        assertTrue(System.nanoTime() - begin >= 3 * STEP, "early");
        assertTrue(bugs.isEmpty(), bugs::toString);
    }
}
