package org.keepvip.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.keepvip.bench.theory.Window;

class VerdictTest {
    private static final Window WINDOW = new Window(Duration.ofMillis(350), Duration.ofMillis(420));

    @Test
    void isGoodWhenAllHolds() {
        Verdict verdict = new Verdict();
        verdict.span("a span", WINDOW, Duration.ofMillis(400));
        verdict.fact("a fact", true);
        assertTrue(verdict.good());
        assertFalse(verdict.onlyLate());
    }

    @Test
    void tellsLateFromWrong() {
        Verdict late = new Verdict();
        late.span("a span", WINDOW, Duration.ofMillis(421));
        assertFalse(late.good());
        assertTrue(late.onlyLate());

        Verdict early = new Verdict();
        early.span("a span", WINDOW, Duration.ofMillis(421));
        early.span("another", WINDOW, Duration.ofMillis(349));
        assertFalse(early.onlyLate());

        Verdict wrong = new Verdict();
        wrong.span("a span", WINDOW, Duration.ofMillis(421));
        wrong.fact("exactly one MASTER", false);
        assertFalse(wrong.onlyLate());
    }
}
