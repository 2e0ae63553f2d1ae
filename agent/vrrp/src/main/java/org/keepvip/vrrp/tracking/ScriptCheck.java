package org.keepvip.vrrp.tracking;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.vrrp.Moment;

/**
 * What the runs of a script have shown, and when the next one is due. Runs begin on a grid: what a late one loses the
 * next ones do not.
 *
 * @param plan how often it runs and how many runs count
 * @param due when the next run is to begin
 * @param standing as keepalived counts: up to {@code rise - 1} successes while it is bad, from {@code rise} on it is
 *     good, with room for failures up to {@code rise + fall - 1}; {@link #UNKNOWN} before there was a result
 */
public record ScriptCheck(Plan plan, Moment due, long standing) {
    /** The first result decides alone, whatever {@code rise} and {@code fall} say. */
    public static final int UNKNOWN = -1;

    /**
     * How a script is run and judged.
     *
     * @param interval from one begin to the next, positive
     * @param limit how long a run may take, positive
     * @param rise successes in a row that make a bad one good, from 1
     * @param fall failures in a row that make a good one bad, from 1
     * @param initiallyFailed whether it is bad, and not unknown, before its first result
     */
    public record Plan(Duration interval, Duration limit, int rise, int fall, boolean initiallyFailed) {
        /** As a vrrp_script says it: an interval of 0 is one second, a limit of 0 the interval. */
        public static Plan of(Duration interval, Duration limit, int rise, int fall, boolean initiallyFailed) {
            Duration every = interval.isZero() ? Duration.ofSeconds(1) : interval;
            return new Plan(every, limit.isZero() ? every : limit, rise, fall, initiallyFailed);
        }

        private long top() {
            return (long) rise + fall - 1;
        }
    }

    /** A check that runs at once. */
    public static ScriptCheck begin(Plan plan, Moment now) {
        return new ScriptCheck(plan, now, plan.initiallyFailed ? 0 : UNKNOWN);
    }

    /** A check that takes another's place, and says nothing until its first result: it runs at once. */
    public static ScriptCheck anew(Plan plan, Moment now) {
        return new ScriptCheck(plan, now, UNKNOWN);
    }

    /** What it says; empty before there was a result. */
    public Optional<Reading> reading() {
        if (standing == UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(standing < plan.rise ? new Reading.Down() : new Reading.Up());
    }

    /** When a run began at {@code now}, or was left out because the former one goes on. */
    public ScriptCheck advanced(Moment now) {
        long interval = plan.interval.toNanos();
        long missed = Math.max(0, due.until(now).toNanos() / interval);
        return new ScriptCheck(plan, due.plus(plan.interval.multipliedBy(missed + 1)), standing);
    }

    /** When a run was a success or not: any exit code but 0, a signal, a timeout and what cannot be run are none. */
    public ScriptCheck judged(boolean success) {
        return new ScriptCheck(plan, due, success ? afterSuccess() : afterFailure());
    }

    private long afterSuccess() {
        return standing == UNKNOWN || standing >= plan.rise - 1 ? plan.top() : standing + 1;
    }

    private long afterFailure() {
        return standing > plan.rise ? standing - 1 : 0;
    }

    /**
     * The same script with another plan: it stays good or bad, counting anew, and runs when it would have, or sooner
     * when it runs more often.
     */
    public ScriptCheck with(Plan other, Moment now) {
        if (other.equals(plan)) {
            return this;
        }
        long next = standing == UNKNOWN ? UNKNOWN : standing < plan.rise ? 0 : other.top();
        return new ScriptCheck(other, Moment.earliest(due, now.plus(other.interval)), next);
    }
}
