package org.keepvip.vrrp.tracking;

import java.time.Duration;
import org.keepvip.vrrp.Moment;

/**
 * Something that is up or down, of which a change counts only when it has lasted.
 *
 * @param up what counts
 * @param due when the opposite counts, if nothing changes until then; {@link Moment#NEVER} when what counts is what is
 */
public record Debounce(boolean up, Moment due) {
    /** What is and counts. */
    public static Debounce settled(boolean up) {
        return new Debounce(up, Moment.NEVER);
    }

    /**
     * Takes in what is at {@code now}.
     *
     * @param wait how long it must last if it is not what counts; zero to count at once. A wait that has begun goes on
     */
    public Debounce seen(boolean present, Duration wait, Moment now) {
        if (present == up) {
            return settled(up);
        }
        if (!due.equals(Moment.NEVER)) {
            return at(now);
        }
        return new Debounce(up, now.plus(wait)).at(now);
    }

    /** What counts at {@code now}, when nothing else was seen. */
    public Debounce at(Moment now) {
        return due.isAfter(now) || due.equals(Moment.NEVER) ? this : settled(!up);
    }
}
