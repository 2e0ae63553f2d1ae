package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the router's addresses are on their interfaces, and what is being mended. Of thousands of addresses many
 * change at once: {@link Amendment} makes one copy for all of an event's changes.
 *
 * @param present those known to be there
 * @param settling those that somebody else changed just now
 * @param repairs those that were not as wanted lately
 * @param deadline when the first of them is to be mended
 */
public record Holdings(Set<Vip.Key> present, Settling settling, Map<Vip.Key, Repair> repairs, Moment deadline) {
    static final Holdings NONE = new Holdings(Set.of(), Settling.NONE, Map.of(), Moment.NEVER);

    /** An address may be put back, or taken off again, this often within {@link #CONTEST} before that is a contest. */
    static final int INTERVENTIONS = 3;

    static final Duration CONTEST = Duration.ofSeconds(10);
    /** The kernel is asked this often for an address. */
    static final int TRIES = 3;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    private static final Duration BETWEEN_LATER_TRIES = Duration.ofSeconds(1);

    /**
     * Addresses of which the kernel reports what is not wanted. They are mended together when the reports have ceased:
     * the next one may undo the last, and whoever flushes an interface must come to an end.
     *
     * @param since the first report
     * @param until when they are mended; {@link Moment#NEVER} for none
     */
    public record Settling(Set<Vip.Key> addresses, Moment since, Moment until) {
        static final Settling NONE = new Settling(Set.of(), Moment.NEVER, Moment.NEVER);
        /** How long no report must come. */
        private static final Duration QUIET = Duration.ofMillis(10);
        /** How long all reports together may postpone the mending. */
        private static final Duration LONGEST = Duration.ofMillis(50);

        /** The same period with other addresses. */
        Settling of(Set<Vip.Key> others) {
            return others.isEmpty() ? NONE : new Settling(others, since, until);
        }

        /** The period that a report now begins or prolongs. */
        Settling reported(Moment now) {
            Moment first = Moment.earliest(since, now);
            return new Settling(addresses, first, Moment.earliest(now.plus(QUIET), first.plus(LONGEST)));
        }
    }

    /**
     * One address being mended.
     *
     * @param interventions when it was put back or taken off because somebody else had changed it, the last three
     * @param errors how often in a row the kernel refused
     * @param retry when it is tried again; {@link Moment#NEVER} while nothing is to be done
     */
    public record Repair(List<Moment> interventions, int errors, Moment retry) {
        static final Repair NONE = new Repair(List.of(), 0, Moment.NEVER);

        /** When one more intervention is within the limit, {@code now} or later. */
        Moment allowed(Moment now) {
            if (interventions.size() < INTERVENTIONS) {
                return now;
            }
            Moment free = interventions.getFirst().plus(CONTEST);
            return free.isAfter(now) ? free : now;
        }

        Repair intervened(Moment now) {
            List<Moment> last = new ArrayList<>(interventions);
            last.add(now);
            int drop = Math.max(0, last.size() - INTERVENTIONS);
            return new Repair(List.copyOf(last.subList(drop, last.size())), errors, Moment.NEVER);
        }

        Repair refused(Moment now) {
            Duration wait = errors + 1 < TRIES ? BETWEEN_TRIES : BETWEEN_LATER_TRIES;
            return new Repair(interventions, errors + 1, now.plus(wait));
        }

        Repair retryAt(Moment moment) {
            return new Repair(interventions, errors, moment);
        }

        /** What is still to be remembered when the address is as wanted. */
        Repair mended() {
            return errors == 0 && retry.equals(Moment.NEVER) ? this : new Repair(interventions, 0, Moment.NEVER);
        }
    }

    boolean holds(Vip.Key key) {
        return present.contains(key);
    }

    Repair repair(Vip.Key key) {
        return repairs.getOrDefault(key, Repair.NONE);
    }

    /** Nothing is being mended, and what was is forgotten. */
    Holdings withoutRepairs() {
        return new Holdings(present, Settling.NONE, Map.of(), Moment.NEVER);
    }

    /** Only what is said of those addresses. */
    Holdings among(Settings.Addresses addresses) {
        Set<Vip.Key> kept = addresses.keys();
        Amendment amendment = new Amendment(this);
        for (Set<Vip.Key> known : List.of(present, settling.addresses(), repairs.keySet())) {
            known.stream().filter(key -> !kept.contains(key)).forEach(amendment::forget);
        }
        return amendment.holdings();
    }
}
