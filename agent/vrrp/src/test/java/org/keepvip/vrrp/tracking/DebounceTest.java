package org.keepvip.vrrp.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.keepvip.vrrp.Moment;

class DebounceTest {
    private static final Duration WAIT = Duration.ofSeconds(2);

    private static Moment at(long seconds) {
        return new Moment(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void aShortChangeDoesNotCount() {
        Debounce down = Debounce.settled(true).seen(false, WAIT, at(10));
        assertEquals(new Debounce(true, at(12)), down);
        assertEquals(down, down.at(at(11)));
        assertEquals(Debounce.settled(true), down.seen(true, WAIT, at(11)));
    }

    @Test
    void aLastingChangeCounts() {
        Debounce down = Debounce.settled(true).seen(false, WAIT, at(10));
        assertEquals(down, down.seen(false, WAIT, at(11)), "seeing it again does not begin anew");
        assertEquals(Debounce.settled(false), down.at(at(12)));
        assertEquals(Debounce.settled(false), down.seen(false, WAIT, at(12)));
    }

    @Test
    void withoutAWaitItCountsAtOnce() {
        assertEquals(Debounce.settled(false), Debounce.settled(true).seen(false, Duration.ZERO, at(10)));
    }

    @Test
    void whatIsSettledIsNeverDue() {
        assertEquals(Debounce.settled(true), Debounce.settled(true).at(Moment.NEVER));
    }
}
