package org.keepvip.vrrp.tracking;

/**
 * What a tracker's reading does to one router, as keepalived has it: a contribution to its priority, or, with weight 0,
 * a reason for FAULT.
 *
 * @param weight −254 to 254. Up contributes a positive weight, down a negative one; a file's number is multiplied by it
 * @param reverse the contribution's sign is inverted; with weight 0, good and bad change places
 */
public record Influence(Tracker tracker, int weight, boolean reverse) {
    /** No contribution is larger; a file that contributes the least there is means FAULT. */
    private static final int LIMIT = 254;

    /** What is added to the base priority, −254 to 254. */
    public int contribution(Reading reading) {
        long contribution = switch (reading) {
            case Reading.Up _ -> Math.max(weight, 0);
            case Reading.Down _ -> Math.min(weight, 0);
            case Reading.Value(int value) -> (long) value * weight;
        };
        return Math.clamp(reverse ? -contribution : contribution, -LIMIT, LIMIT);
    }

    /** Whether the router may not take part. */
    public boolean isFault(Reading reading) {
        boolean good = switch (reading) {
            case Reading.Up _ -> true;
            case Reading.Down _ -> false;
            case Reading.Value(int value) -> value == 0;
        };
        if (weight == 0) {
            return good == reverse;
        }
        return switch (reading) {
            case Reading.Up _, Reading.Down _ -> false;
            case Reading.Value _ -> contribution(reading) == -LIMIT;
        };
    }

    /** Whether a router that is starting waits for the tracker's first reading. */
    public boolean isAwaited() {
        return weight == 0;
    }
}
