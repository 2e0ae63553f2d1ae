package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the router's addresses are on their interfaces, and what is being mended.
 *
 * @param present those known to be there
 * @param repairs those that are not as wanted, or lately were not
 */
public record Holdings(Set<Vip.Key> present, Map<Vip.Key, Repair> repairs) {
    static final Holdings NONE = new Holdings(Set.of(), Map.of());

    /** An address may be put back, or taken off again, this often within {@link #CONTEST} before that is a contest. */
    static final int INTERVENTIONS = 3;

    static final Duration CONTEST = Duration.ofSeconds(10);
    /** The kernel is asked this often for an address. */
    static final int TRIES = 3;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    private static final Duration BETWEEN_LATER_TRIES = Duration.ofSeconds(1);

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
    }

    boolean holds(Vip.Key key) {
        return present.contains(key);
    }

    Repair repair(Vip.Key key) {
        return repairs.getOrDefault(key, Repair.NONE);
    }

    Holdings withPresent(Vip.Key key) {
        Set<Vip.Key> more = new HashSet<>(present);
        more.add(key);
        return new Holdings(Collections.unmodifiableSet(more), repairs);
    }

    Holdings withAbsent(Vip.Key key) {
        Set<Vip.Key> less = new HashSet<>(present);
        less.remove(key);
        return new Holdings(Collections.unmodifiableSet(less), repairs);
    }

    Holdings with(Vip.Key key, Repair repair) {
        Map<Vip.Key, Repair> changed = new HashMap<>(repairs);
        changed.put(key, repair);
        return new Holdings(present, Collections.unmodifiableMap(changed));
    }

    Holdings withPresent(Set<Vip.Key> present) {
        return new Holdings(Collections.unmodifiableSet(present), repairs);
    }

    Holdings without(Vip.Key key) {
        if (!repairs.containsKey(key)) {
            return this;
        }
        Map<Vip.Key, Repair> changed = new HashMap<>(repairs);
        changed.remove(key);
        return new Holdings(present, Collections.unmodifiableMap(changed));
    }

    /** Only what is said of those addresses. */
    Holdings among(Settings.Addresses addresses) {
        Set<Vip.Key> kept = new HashSet<>(present);
        kept.removeIf(key -> addresses.find(key).isEmpty());
        Map<Vip.Key, Repair> mending = new HashMap<>(repairs);
        mending.keySet().removeIf(key -> addresses.find(key).isEmpty());
        return new Holdings(Collections.unmodifiableSet(kept), Collections.unmodifiableMap(mending));
    }

    /** As wanted again; what was done for it lately still counts. */
    Holdings mended(Vip.Key key) {
        List<Moment> interventions = repair(key).interventions();
        return interventions.isEmpty() ? without(key) : with(key, new Repair(interventions, 0, Moment.NEVER));
    }

    /** When the first repair is tried again. */
    Moment deadline() {
        if (repairs.isEmpty()) {
            return Moment.NEVER;
        }
        Moment first = Moment.NEVER;
        for (Repair repair : repairs.values()) {
            first = Moment.earliest(first, repair.retry());
        }
        return first;
    }
}
