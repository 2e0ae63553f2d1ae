package org.keepvip.simulator.scenario;

import java.util.List;

/**
 * A stream of chance (splitmix64). Each concern forks its own stream from the seed, so that one more draw in one concern
 * shifts nothing in another.
 */
public final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    public Dice(long seed) {
        this.seed = seed;
        this.state = mix(seed);
    }

    /** The stream for {@code concern}; the same whatever was drawn here before. */
    public Dice fork(String concern) {
        return new Dice(mix(seed + GOLDEN_GAMMA * concern.hashCode()));
    }

    /** Sixty-four even bits. */
    public long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** 0 to {@code bound} - 1. */
    public int below(int bound) {
        return (int) Math.floorMod(next() >>> 1, (long) bound);
    }

    /** {@code low} to {@code high}, both included. */
    public long between(long low, long high) {
        return low + Math.floorMod(next() >>> 1, high - low + 1);
    }

    /** True once in {@code many} draws on average. */
    public boolean oneIn(int many) {
        return below(many) == 0;
    }

    /** True {@code permille} times in a thousand; draws nothing when that is zero. */
    public boolean permille(int permille) {
        return permille > 0 && below(1000) < permille;
    }

    /** Exponentially distributed around {@code mean}, at most {@code cap}. */
    public long exponential(long mean, long cap) {
        double unit = ((next() >>> 11) + 1) * 0x1p-53;
        return Math.min(cap, (long) (-StrictMath.log(unit) * mean));
    }

    /** One of the choices; name one twice to make it twice as likely. */
    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[below(choices.length)];
    }

    /** One of the choices. */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
