package org.keepvip.simulator.world;

import org.keepvip.simulator.scenario.Dice;
import org.keepvip.simulator.scenario.Weather;

/** The way of frames from one node to another; the way back is another path. */
final class Path {
    private final Dice dice;
    private final Weather weather;
    private long lastArrival;
    private boolean inBurst;
    private int burstOneIn;
    private int burstLength = 1;

    /** Reasons why nothing passes. */
    int cuts;
    /** Frames of a thousand that are lost. */
    int lossPermille;
    /** Frames of a thousand that are sent more than once. */
    int duplicationPermille;
    /** What each frame takes longer, in nanoseconds. */
    long bloat;
    /** Most that a frame takes longer, each its own, in nanoseconds. */
    long reordering;

    Path(Dice dice, Weather weather) {
        this.dice = dice;
        this.weather = weather;
    }

    /**
     * Loses frames in bursts.
     *
     * @param oneIn one frame in so many begins a burst; 0 for no bursts
     * @param length mean frames in a burst
     */
    void loseInBursts(int oneIn, int length) {
        burstOneIn = oneIn;
        burstLength = length;
    }

    /** How many copies of the next frame arrive. */
    int copies() {
        if (cuts > 0 || dice.permille(lossPermille) || lostInBurst()) {
            return 0;
        }
        return dice.permille(duplicationPermille) ? (int) dice.between(2, 4) : 1;
    }

    /** When a frame sent at {@code now} arrives; frames keep their order unless they are reordered. */
    long arrival(long now) {
        long arrival =
                now + weather.wireDelay() + dice.exponential(weather.wireJitter(), weather.wireJitterCap()) + bloat;
        if (reordering > 0) {
            return arrival + dice.between(0, reordering);
        }
        lastArrival = Math.max(lastArrival, arrival);
        return lastArrival;
    }

    private boolean lostInBurst() {
        if (burstOneIn == 0) {
            inBurst = false;
        } else if (inBurst) {
            inBurst = !dice.oneIn(burstLength);
        } else {
            inBurst = dice.oneIn(burstOneIn);
        }
        return inBurst;
    }
}
