package org.keepvip.vrrp;

import java.time.Duration;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;

/** The intervals of RFC 3768 section 6.1 and RFC 9568 section 6.1, exact, rounded down to the nanosecond. */
public final class Timers {
    /** A MASTER's adverts lie on a grid this many times finer than the interval, so that routers wake up together. */
    private static final int GRID = 10;

    private static final Duration SECOND = Duration.ofSeconds(1);
    /** A peer may make us wait less than we configured, but never less than this for an advert. */
    private static final Duration SHORTEST_LEARNED = Duration.ofMillis(50);

    private static final Duration LONGEST_LEARNED = Duration.ofMillis(40_950);

    private Timers() {}

    /** Skew_Time: {@code (256 - priority) * interval / 256}; version 2 does not scale it, so the interval counts as 1 s. */
    public static Duration skew(Version version, Priority priority, Duration interval) {
        Duration scale = switch (version) {
            case V2 -> SECOND;
            case V3 -> interval;
        };
        return Duration.ofNanos((256 - priority.value()) * scale.toNanos() / 256);
    }

    /** Master_Down_Interval (Active_Down_Interval): that many adverts missed, plus the skew. */
    public static Duration masterDown(Version version, Priority priority, Duration interval, int adverts) {
        return Duration.ofNanos(
                adverts * interval.toNanos() + skew(version, priority, interval).toNanos());
    }

    /** As {@link #masterDown(Version, Priority, Duration, int)} with the router's own version and number of adverts. */
    static Duration masterDown(Settings settings, Priority priority, Duration interval) {
        return masterDown(
                settings.wire().version(),
                priority,
                interval,
                settings.election().downTimerAdverts());
    }

    /**
     * The interval a BACKUP takes from an accepted advert: version 3 adopts the MASTER's (RFC 9568 section 6.4.2) within
     * 50 ms, or its own interval where that is shorter, and 40.95 s; one packet with 1 cs must not end the wait.
     */
    static Duration learned(Settings settings, Duration advertised) {
        Duration own = settings.election().interval();
        return switch (settings.wire().version()) {
            case V2 -> own;
            case V3 -> {
                Duration least = own.compareTo(SHORTEST_LEARNED) < 0 ? own : SHORTEST_LEARNED;
                yield advertised.compareTo(least) < 0
                        ? least
                        : advertised.compareTo(LONGEST_LEARNED) > 0 ? LONGEST_LEARNED : advertised;
            }
        };
    }

    /** When a MASTER that sends now sends next: an interval later, or up to a tenth of it earlier, on the grid. */
    static Moment firstAdvertisement(Moment now, Duration interval) {
        return onGrid(now.plus(interval), interval);
    }

    /**
     * When a MASTER sends next after what was due at {@code due}: an interval after that, not after now, so that
     * nothing drifts; what was missed meanwhile is not made up for.
     */
    static Moment nextAdvertisement(Moment due, Moment now, Duration interval) {
        Moment next = onGrid(due.plus(interval), interval);
        if (next.isAfter(now)) {
            return next;
        }
        long missed = (now.nanos() - next.nanos()) / interval.toNanos();
        return new Moment(next.nanos() + interval.toNanos() * (missed + 1));
    }

    /** That part of an interval, rounded down to the nanosecond. */
    static Duration part(Duration interval, int parts) {
        return Duration.ofNanos(interval.toNanos() / parts);
    }

    private static Moment onGrid(Moment latest, Duration interval) {
        long grid = interval.toNanos() / GRID;
        long early = Math.floorMod(latest.nanos(), grid);
        return early == 0 ? latest : new Moment(latest.nanos() - early);
    }
}
