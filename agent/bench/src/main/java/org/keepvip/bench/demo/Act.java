package org.keepvip.bench.demo;

import java.time.Duration;
import org.keepvip.bench.theory.Window;
import org.keepvip.bench.wire.Pings;

/**
 * One thing that happened to the pair, and what came of it.
 *
 * @param what what was done
 * @param measure which span was measured
 * @param theory the formula's value
 * @param allowed what the span may be
 * @param measured what it was
 * @param pings the client's pings from just before until the pair was quiet again
 * @param pingGap what the longest gap between two echo replies may be
 */
record Act(
        String what,
        String measure,
        Duration theory,
        Window allowed,
        Duration measured,
        Pings pings,
        Duration pingGap) {
    /** Whether the wire and the client both saw what the formula allows. */
    boolean good() {
        return allowed.allows(measured) && pings.longestGap().compareTo(pingGap) <= 0;
    }
}
