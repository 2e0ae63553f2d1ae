package org.keepvip.daemon.agent;

import java.time.Duration;
import org.keepvip.daemon.loop.Alarm;
import org.keepvip.linux.time.BootClock;
import org.keepvip.vrrp.Moment;

/**
 * Addresses, routes and rules that wait to be put there. The first few go at once, so that they are announced early; then
 * more at a time, until something else is due.
 */
final class Additions {
    private static final int FIRST_CHUNK = 16;
    /** Takes the kernel some four milliseconds on a crowded interface. */
    private static final int LARGEST_CHUNK = 128;
    /** As long as nobody need be heard. */
    private static final long LONGEST_NANOS = Duration.ofMillis(20).toNanos();

    private final Addresses addresses;
    private final Routing routing;
    private final Effects effects;
    private final Alarm alarm;
    private final BootClock clock;

    Additions(Addresses addresses, Routing routing, Effects effects, Alarm alarm, BootClock clock) {
        this.addresses = addresses;
        this.routing = routing;
        this.effects = effects;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** Whether some are left. */
    boolean isWaiting() {
        return addresses.isWaiting() || routing.isWaiting();
    }

    /** Puts some there; what came of each chunk is delivered by {@code settle}. */
    void some(Moment now, Runnable settle) {
        long present = now.nanos();
        long last = 0;
        for (int chunk = FIRST_CHUNK;
                isWaiting()
                        && present - now.nanos() < LONGEST_NANOS
                        && (chunk == FIRST_CHUNK || present + 2 * last < alarm.earliest());
                chunk = Math.min(2 * chunk, LARGEST_CHUNK)) {
            if (addresses.isWaiting()) {
                addresses.addSome(chunk, effects);
            } else {
                routing.addSome(chunk, effects);
            }
            settle.run();
            last = clock.nanos() - present;
            present += last;
        }
    }
}
