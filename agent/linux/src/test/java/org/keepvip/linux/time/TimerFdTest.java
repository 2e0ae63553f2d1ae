package org.keepvip.linux.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.Poll;

class TimerFdTest {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long MILLISECOND = 1_000_000;

    private final BootClock clock = new BootClock();
    private TimerFd timer;

    @BeforeEach
    void open() throws Exception {
        timer = TimerFd.open();
    }

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void theClockIsTheKernelsUptime() throws Exception {
        String uptime = Files.readString(Path.of("/proc/uptime"));
        double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        assertEquals(seconds, clock.nanos() / 1e9, 5);
        long first = clock.nanos();
        assertTrue(clock.nanos() >= first);
    }

    @Test
    void firesAtThePointAndNotBefore() throws Exception {
        assertFalse(timer.drain(), "not armed");
        long at = clock.nanos() + 20 * MILLISECOND;
        timer.arm(at);
        assertFalse(timer.drain(), "not yet");
        assertTrue(Poll.readable(timer.fd(), DEADLINE));
        assertTrue(clock.nanos() >= at, "not early");
        assertTrue(timer.drain());
        assertFalse(timer.drain(), "once");
    }

    @Test
    void thePastFiresAtOnce() throws Exception {
        for (long past : new long[] {clock.nanos() - 1, 0, -5, Long.MIN_VALUE}) {
            timer.arm(past);
            assertTrue(Poll.readable(timer.fd(), DEADLINE));
            assertTrue(timer.drain());
        }
    }

    @Test
    void armingAgainReplacesAndNeverDisarms() throws Exception {
        timer.arm(clock.nanos() - 1);
        assertTrue(Poll.readable(timer.fd(), DEADLINE));
        timer.arm(clock.nanos() + Duration.ofHours(1).toNanos());
        assertFalse(Poll.readable(timer.fd(), Duration.ofMillis(1)), "the old firing is forgotten");
        timer.arm(clock.nanos());
        assertTrue(Poll.readable(timer.fd(), DEADLINE));
        timer.arm(Long.MAX_VALUE);
        assertFalse(Poll.readable(timer.fd(), Duration.ofMillis(1)));
        timer.arm(Long.MAX_VALUE - 1);
        assertFalse(timer.drain(), "292 years are in range");
    }

    @Test
    void closingTwiceIsOnce() {
        timer.close();
        timer.close();
    }
}
