package org.keepvip.simulator.scenario;

import java.time.Duration;
import java.util.List;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.packet.Version;

/** The times that the protocol promises, worked out from the settings alone and not by the code under test. Nanoseconds. */
public record Bounds(
        long longestInterval,
        long longestDown,
        long longestPreemptDelay,
        long longestStartup,
        long wire,
        long lateness) {
    private static final long SECOND = 1_000_000_000L;
    /** A fault whose end nobody tells is over after a minute. */
    public static final long LONGEST_SETBACK = 61 * SECOND;
    /** Allowed for opening: netlink, chunks and reports. */
    private static final long OPENING = 50_000_000L;

    public static Bounds of(Scenario scenario) {
        return of(scenario.settings(), scenario.weather());
    }

    private static Bounds of(List<Settings> all, Weather weather) {
        long interval = 0;
        for (Settings settings : all) {
            interval = Math.max(interval, settings.election().interval().toNanos());
        }
        long down = 0;
        long preemptDelay = 0;
        long startup = 0;
        for (Settings settings : all) {
            down = Math.max(down, down(settings, 1, interval));
            preemptDelay =
                    Math.max(preemptDelay, settings.election().preemptDelay().toNanos());
            startup = Math.max(startup, settings.election().startupDelay().toNanos());
        }
        return new Bounds(
                interval,
                down,
                preemptDelay,
                startup,
                weather.longestDelay(),
                weather.lateness() + weather.noticeDelay());
    }

    /** Skew_Time of a router with that priority (RFC 9568 section 6.1; RFC 3768 section 6.1 does not scale it). */
    public static long skew(Settings settings, int priority, long interval) {
        long unit = settings.wire().version() == Version.V2 ? SECOND : interval;
        return (256 - priority) * unit / 256;
    }

    /** Master_Down_Interval of a router with that priority that has learned that interval. */
    public static long down(Settings settings, int priority, long interval) {
        return settings.election().downTimerAdverts() * interval + skew(settings, priority, interval);
    }

    /** P1: from the last fault until there is one MASTER in each connected part. */
    public long settling() {
        // The delay starts when a MASTER of lower priority is first heard, and its end starts the down timer again.
        long preempting = longestPreemptDelay == 0 ? 0 : longestPreemptDelay + longestDown;
        return longestStartup
                + preempting
                + longestDown
                + longestInterval
                + 2 * (wire + lateness)
                + OPENING
                + longestDown / 500;
    }

    /** The settling time as a duration, for reports. */
    public Duration settlingTime() {
        return Duration.ofNanos(settling());
    }
}
