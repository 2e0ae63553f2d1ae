package org.keepvip.simulator.scenario;

/**
 * How wire, kernels and schedulers behave on a good day. All in nanoseconds.
 *
 * @param wireDelay the least a frame takes
 * @param wireJitter mean of what is added to it
 * @param wireJitterCap most that is added to it
 * @param lateness most by which a timer fires late
 * @param addressDelay most that the kernel takes to add one address
 * @param noticeDelay most that the kernel takes to report a change
 */
public record Weather(
        long wireDelay, long wireJitter, long wireJitterCap, long lateness, long addressDelay, long noticeDelay) {
    static Weather draw(Dice dice, long interval) {
        long cap = Math.min(interval / 20, 20_000_000);
        return new Weather(
                dice.between(20_000, 500_000),
                dice.between(10_000, 200_000),
                dice.between(500_000, Math.max(500_000, cap)),
                dice.pick(50_000L, 200_000L, 2_000_000L),
                dice.pick(50_000L, 500_000L, 2_000_000L),
                dice.pick(50_000L, 1_000_000L, 5_000_000L));
    }

    /** The longest a frame takes on a good day. */
    public long longestDelay() {
        return wireDelay + wireJitterCap;
    }
}
