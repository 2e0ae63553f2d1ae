package org.keepvip.simulator.world;

import org.keepvip.simulator.scenario.Dice;
import org.keepvip.vrrp.Moment;

/**
 * A node's boot-time clock: an origin of its own and a rate that is off by up to 200 ppm, so that no node can lean on
 * another's.
 */
public final class Clock {
    private static final long MILLION = 1_000_000;

    private final long origin;
    private final long ratePpm;

    Clock(Dice dice) {
        this.origin = dice.between(0, 1L << 50);
        this.ratePpm = dice.between(-200, 200);
    }

    /** What the clock shows at this world time. */
    public Moment shown(long worldTime) {
        return new Moment(origin + worldTime + worldTime / MILLION * ratePpm);
    }

    /** The first world time at which the clock shows that moment. */
    long worldTime(Moment moment) {
        if (moment.equals(Moment.NEVER)) {
            return Long.MAX_VALUE;
        }
        long elapsed = moment.nanos() - origin;
        long time = elapsed - elapsed / (MILLION + ratePpm) * ratePpm - ratePpm;
        while (shown(time).isBefore(moment)) {
            time += Math.max(1, shown(time).until(moment).toNanos());
        }
        return time;
    }
}
