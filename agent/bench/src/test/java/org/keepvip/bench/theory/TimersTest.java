package org.keepvip.bench.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimersTest {
    @Test
    void version2SkewsBySecondsWhateverTheInterval() {
        Timers timers = new Timers(2, Duration.ofSeconds(5), 100);
        assertEquals(Duration.ofNanos(609_375_000), timers.skew());
        assertEquals(Duration.ofNanos(15_609_375_000L), timers.down());
    }

    @Test
    void version3SkewsByTheInterval() {
        Timers timers = new Timers(3, Duration.ofMillis(100), 100);
        assertEquals(Duration.ofNanos(60_937_500), timers.skew());
        assertEquals(Duration.ofNanos(360_937_500), timers.down());
    }

    @Test
    void aWindowAllowsItsEndsAndNothingBeyond() {
        Window window = Window.around(Duration.ofMillis(360), Duration.ofMillis(10), Duration.ofMillis(60));
        assertTrue(window.allows(Duration.ofMillis(350)));
        assertTrue(window.allows(Duration.ofMillis(420)));
        assertFalse(window.allows(Duration.ofMillis(349)));
        assertFalse(window.allows(Duration.ofMillis(421)));
        assertEquals("0.350..0.420 s", window.toString());
    }

    @Test
    void aWindowNeverBeginsBeforeItsEvent() {
        assertEquals(
                Duration.ZERO,
                Window.around(Duration.ofMillis(3), Duration.ofMillis(10), Duration.ZERO)
                        .earliest());
    }
}
