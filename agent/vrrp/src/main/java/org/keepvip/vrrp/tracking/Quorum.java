package org.keepvip.vrrp.tracking;

import java.time.Duration;
import org.keepvip.vrrp.Moment;

/**
 * How many processes there must be (vrrp_track_process).
 *
 * @param least quorum
 * @param most quorum_max
 * @param growthDelay what follows from more processes counts when it has lasted so long: fork and exec show a process
 *     twice for a moment (fork_delay)
 * @param lossDelay the same of fewer processes: a parent may start another (terminate_delay)
 */
public record Quorum(int least, int most, Duration growthDelay, Duration lossDelay) {
    /** For {@code most}: however many. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /**
     * How many there are.
     *
     * @param verdict whether that is enough and not too many
     */
    public record Headcount(int count, Debounce verdict) {}

    /** Of what is found when the agent starts. */
    public Headcount first(int count) {
        return new Headcount(count, Debounce.settled(isMet(count)));
    }

    /** There are {@code count} now. */
    public Headcount next(Headcount before, int count, Moment now) {
        Duration wait = count > before.count() ? growthDelay : lossDelay;
        return new Headcount(count, before.verdict().seen(isMet(count), wait, now));
    }

    private boolean isMet(int count) {
        return least <= count && count <= most;
    }
}
