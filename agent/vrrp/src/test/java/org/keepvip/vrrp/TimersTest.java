package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;

class TimersTest {
    private static final Pattern ROW = Pattern.compile("\\{[^}]*}");
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\\s*([0-9.]+)");

    @Test
    void everyRowOfTheTableHoldsToTheNanosecond() throws IOException {
        Matcher rows = ROW.matcher(table());
        int seen = 0;
        while (rows.find()) {
            Map<String, BigDecimal> row = row(rows.group());
            Priority priority = new Priority(value(row, "prio").intValueExact());
            Duration interval = centiseconds(value(row, "adver_cs"));
            assertEquals(
                    centiseconds(value(row, "skew_cs_exact")),
                    Timers.skew(Version.V3, priority, interval),
                    rows.group());
            assertEquals(
                    centiseconds(value(row, "down_cs_exact")),
                    Timers.masterDown(Version.V3, priority, interval, 3),
                    rows.group());
            if (row.containsKey("v2_adver_s")) {
                Duration skew = Timers.skew(Version.V2, priority, interval);
                Duration down = Timers.masterDown(Version.V2, priority, interval, 3);
                assertEquals(value(row, "v2_skew_us_keepalived").longValueExact(), skew.toNanos() / 1000);
                assertEquals(value(row, "v2_down_us_keepalived").longValueExact(), down.toNanos() / 1000);
            }
            seen++;
        }
        assertEquals(70, seen);
    }

    @Test
    void theFirstAdvertIsUpToATenthEarlyAndNeverLate() {
        Duration interval = Duration.ofMillis(100);
        for (long now = 0; now < 300_000_000L; now += 777_777) {
            Moment next = Timers.firstAdvertisement(new Moment(now), interval);
            assertTrue(next.nanos() - now <= 100_000_000L, "late at " + now);
            assertTrue(next.nanos() - now > 90_000_000L, "early at " + now);
            assertEquals(0, next.nanos() % 10_000_000L);
        }
    }

    @Test
    void whatWasMissedIsNotMadeUpFor() {
        Duration interval = Duration.ofMillis(100);
        Moment due = new Moment(1_000_000_000L);
        assertEquals(
                1_100_000_000L,
                Timers.nextAdvertisement(due, new Moment(1_099_999_999L), interval)
                        .nanos());
        assertEquals(
                1_200_000_000L,
                Timers.nextAdvertisement(due, new Moment(1_100_000_000L), interval)
                        .nanos());
        assertEquals(
                1_800_000_000L,
                Timers.nextAdvertisement(due, new Moment(1_733_000_000L), interval)
                        .nanos());
    }

    @Test
    void twoHundredFiftyFiveMastersWakeUpTenTimesInAnInterval() {
        Duration interval = Duration.ofMillis(10);
        Set<Moment> wakeUps = new HashSet<>();
        for (int i = 0; i < 255; i++) {
            Moment first = Timers.firstAdvertisement(new Moment(1_000_000L + i * 39_217L), interval);
            wakeUps.add(new Moment(first.nanos() % interval.toNanos()));
        }
        assertTrue(wakeUps.size() <= 10, wakeUps.size() + " wake-ups");
        assertFalse(wakeUps.isEmpty());
    }

    private static Duration centiseconds(BigDecimal value) {
        return Duration.ofNanos(
                value.movePointRight(7).setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private static BigDecimal value(Map<String, BigDecimal> row, String field) {
        return Objects.requireNonNull(row.get(field), field);
    }

    private static Map<String, BigDecimal> row(String text) {
        Map<String, BigDecimal> row = new HashMap<>();
        Matcher fields = FIELD.matcher(text);
        while (fields.find()) {
            row.put(fields.group(1), new BigDecimal(fields.group(2)));
        }
        return row;
    }

    private static String table() throws IOException {
        try (InputStream in = TimersTest.class.getResourceAsStream("/vectors/timers.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
