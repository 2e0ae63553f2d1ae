package org.keepvip.vrrp.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.tracking.Quorum.Headcount;

class QuorumTest {
    private static final Duration FORK = Duration.ofSeconds(1);
    private static final Duration TERMINATE = Duration.ofSeconds(3);

    private static Moment at(long seconds) {
        return new Moment(Duration.ofSeconds(seconds).toNanos());
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,true", "4,true", "5,false"})
    void holdsBetweenLeastAndMost(int count, boolean met) {
        assertEquals(
                met,
                new Quorum(2, 4, Duration.ZERO, Duration.ZERO)
                        .first(count)
                        .verdict()
                        .up());
    }

    @Test
    void noneMayRun() {
        Quorum none = new Quorum(0, 0, Duration.ZERO, Duration.ZERO);
        assertTrue(none.first(0).verdict().up());
        assertFalse(none.first(1).verdict().up());
    }

    @Test
    void gainWaitsForTheForkDelayAndLossForTheTerminateDelay() {
        Quorum quorum = new Quorum(1, Quorum.UNLIMITED, FORK, TERMINATE);
        Headcount gained = quorum.next(quorum.first(0), 1, at(10));
        assertEquals(new Debounce(false, at(11)), gained.verdict());
        Headcount up = new Headcount(1, gained.verdict().at(at(11)));
        assertTrue(up.verdict().up());
        assertEquals(new Debounce(true, at(23)), quorum.next(up, 0, at(20)).verdict());
    }

    @Test
    void aProcessThatIsReplacedInTimeWasNeverMissing() {
        Quorum quorum = new Quorum(1, Quorum.UNLIMITED, FORK, TERMINATE);
        Headcount gone = quorum.next(quorum.first(1), 0, at(10));
        assertEquals(Debounce.settled(true), quorum.next(gone, 1, at(12)).verdict());
    }

    @Test
    void tooManyWaitForTheForkDelay() {
        Quorum quorum = new Quorum(1, 1, FORK, TERMINATE);
        assertEquals(
                new Debounce(true, at(11)),
                quorum.next(quorum.first(1), 2, at(10)).verdict());
    }
}
