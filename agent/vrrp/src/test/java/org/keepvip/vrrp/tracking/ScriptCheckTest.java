package org.keepvip.vrrp.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keepvip.vrrp.Moment;

class ScriptCheckTest {
    private static final Moment ZERO = new Moment(0);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static ScriptCheck.Plan plan(int rise, int fall, boolean initiallyFailed) {
        return ScriptCheck.Plan.of(SECOND, Duration.ZERO, rise, fall, initiallyFailed);
    }

    private static Moment at(double seconds) {
        return new Moment(Math.round(seconds * 1e9));
    }

    private static char letter(ScriptCheck check) {
        return check.reading()
                .map(reading -> switch (reading) {
                    case Reading.Up _ -> 'U';
                    case Reading.Down _ -> 'D';
                    case Reading.Value _ -> 'V';
                })
                .orElse('?');
    }

    /** Results as + and -, and what the check says before the first and after each. */
    @ParameterizedTest
    @CsvSource({
        // rise, fall, init_fail, results, readings
        "1, 1, false, +-+--++, ?UDUDDUU",
        "1, 1, false, -, ?D",
        "1, 1, true, +-, DUD",
        "3, 2, false, +, ?U",
        "3, 2, false, +-, ?UU",
        "3, 2, false, +--, ?UUD",
        "3, 2, false, +-+-+-, ?UUUUUU",
        "3, 2, false, -++, ?DDD",
        "3, 2, false, -+++, ?DDDU",
        "3, 2, false, -++-+++, ?DDDDDDU",
        "3, 2, false, -+++--+++, ?DDDUUDDDU",
        "2, 1, true, ++, DDU",
        "2, 1, true, -+-++, DDDDDU",
        "2, 1, false, +-++, ?UDDU",
        "1, 3, false, +---, ?UUUD",
        "1, 3, false, +--+---, ?UUUUUUD",
        "2147483647, 2147483647, false, +-, ?UU",
        "2147483647, 2147483647, false, -+, ?DD",
    })
    void results(int rise, int fall, boolean initiallyFailed, String results, String readings) {
        ScriptCheck check = ScriptCheck.begin(plan(rise, fall, initiallyFailed), ZERO);
        StringBuilder said = new StringBuilder().append(letter(check));
        for (int i = 0; i < results.length(); i++) {
            check = check.judged(results.charAt(i) == '+');
            said.append(letter(check));
        }
        assertEquals(readings, said.toString());
    }

    @Test
    void theFirstRunIsAtOnceAndTheOthersKeepTheGrid() {
        ScriptCheck check = ScriptCheck.begin(plan(1, 1, false), at(5));
        assertEquals(at(5), check.due());
        assertEquals(at(6), check.advanced(at(5)).due());
        assertEquals(at(6), check.advanced(at(5.3)).due(), "a late one");
        assertEquals(at(7), check.advanced(at(6)).due(), "just a slot later");
        assertEquals(at(9), check.advanced(at(8.9)).due(), "slots that were missed are not made up for");
    }

    @Test
    void zeroMeansTheUsual() {
        assertEquals(
                new ScriptCheck.Plan(SECOND, SECOND, 1, 1, false),
                ScriptCheck.Plan.of(Duration.ZERO, Duration.ZERO, 1, 1, false));
        assertEquals(
                new ScriptCheck.Plan(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, 1, false),
                ScriptCheck.Plan.of(Duration.ofSeconds(5), Duration.ZERO, 1, 1, false));
        assertEquals(
                new ScriptCheck.Plan(Duration.ofSeconds(5), SECOND, 1, 1, false),
                ScriptCheck.Plan.of(Duration.ofSeconds(5), SECOND, 1, 1, false));
    }

    @Test
    void anotherPlanKeepsWhatIsKnown() {
        ScriptCheck unknown = ScriptCheck.begin(plan(3, 3, false), ZERO);
        assertEquals(unknown, unknown.with(plan(3, 3, false), at(9)));
        assertEquals(Optional.empty(), unknown.with(plan(2, 2, false), at(9)).reading());

        ScriptCheck good = unknown.judged(true).judged(false);
        ScriptCheck stillGood = good.with(plan(5, 2, false), ZERO);
        assertEquals('U', letter(stillGood));
        assertEquals('U', letter(stillGood.judged(false)));
        assertEquals('D', letter(stillGood.judged(false).judged(false)));

        ScriptCheck bad = unknown.judged(false).judged(true).judged(true);
        assertEquals('D', letter(bad.with(plan(2, 2, false), ZERO)));
        assertEquals('D', letter(bad.with(plan(2, 2, false), ZERO).judged(true)), "it counts anew");
        assertEquals('D', letter(bad.with(plan(1, 1, true), ZERO)));
    }

    @Test
    void aShorterIntervalCountsAtOnce() {
        ScriptCheck.Plan hourly = ScriptCheck.Plan.of(Duration.ofHours(1), SECOND, 1, 1, false);
        ScriptCheck check = ScriptCheck.begin(hourly, ZERO).advanced(ZERO);
        assertEquals(at(3600), check.due());
        assertEquals(at(61), check.with(plan(1, 1, false), at(60)).due());
        assertEquals(
                at(1),
                ScriptCheck.begin(plan(1, 1, false), ZERO)
                        .advanced(ZERO)
                        .with(hourly, ZERO)
                        .due());
    }
}
