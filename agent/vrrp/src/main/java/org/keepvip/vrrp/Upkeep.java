package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keepvip.vrrp.Holdings.Repair;

/**
 * Which of some holdings are in the kernel, and what is being done about those that are not as they should be: all of
 * them there, or none. What the kernel refuses is tried again, less and less often; what others undo is set right when
 * their reports have ceased, and within a limit.
 *
 * @param held those known to be there
 * @param astray those that somebody else changed just now
 * @param since when the first of these was reported
 * @param mendAt when these are set right; {@link Moment#NEVER} for none
 * @param repairs those that were not as wanted lately
 * @param recheck when all are asked for again, since some may have gone unreported; {@link Moment#NEVER} as a rule
 */
public record Upkeep<T extends Holding>(
        Set<T> held, Set<T> astray, Moment since, Moment mendAt, Map<T, Repair> repairs, Moment recheck) {
    /** How long no report must come. */
    private static final Duration QUIET = Duration.ofMillis(10);
    /** How long all reports together may postpone the mending. */
    private static final Duration LONGEST = Duration.ofMillis(50);

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 9;

    /**
     * What became of one holding.
     *
     * @param error empty for success, otherwise the errno's name; what is there already, or gone already, is success
     */
    public record Outcome<T extends Holding>(T holding, boolean added, Optional<String> error) {}

    /**
     * What is to be done now.
     *
     * @param next what is remembered from now on
     * @param again those to be put there, or taken off, in their order
     * @param contested one that others undo again and again; empty when all is within the limit
     */
    public record Mending<T extends Holding>(Upkeep<T> next, List<T> again, Optional<T> contested) {}

    /** Nothing is there and nothing is done. */
    public static <T extends Holding> Upkeep<T> none() {
        return new Upkeep<>(Set.of(), Set.of(), Moment.NEVER, Moment.NEVER, Map.of(), Moment.NEVER);
    }

    /** The earliest moment at which {@link #due} is wanted; {@link Moment#NEVER} for none. */
    public Moment deadline() {
        Moment first = Moment.earliest(mendAt, recheck);
        for (Repair repair : repairs.values()) {
            first = Moment.earliest(first, repair.retry());
        }
        return first;
    }

    /** Nothing is being mended, and what was is forgotten. */
    Upkeep<T> settled() {
        return new Upkeep<>(held, Set.of(), Moment.NEVER, Moment.NEVER, Map.of(), Moment.NEVER);
    }

    /** Whether the kernel refuses any of them. */
    public boolean isFailing() {
        return repairs.values().stream().anyMatch(repair -> repair.errors() > 0);
    }

    /** What became of what was asked for; {@code wanted} says whether they are to be there now. */
    public Upkeep<T> changed(List<Outcome<T>> outcomes, boolean wanted, Moment now) {
        Set<T> there = new HashSet<>(held);
        Map<T, Repair> mending = new HashMap<>(repairs);
        for (Outcome<T> outcome : outcomes) {
            T holding = outcome.holding();
            boolean done = outcome.error().isEmpty();
            if (done && outcome.added()) {
                there.add(holding);
            } else if (done) {
                there.remove(holding);
            }
            if (outcome.added() != wanted) {
                continue;
            }
            Repair repair = mending.getOrDefault(holding, Repair.NONE);
            if (!done) {
                mending.put(holding, refused(repair, now));
            } else if (repair.interventions().isEmpty()) {
                mending.remove(holding);
            } else {
                mending.put(holding, repair.mended());
            }
        }
        return new Upkeep<>(
                Collections.unmodifiableSet(there),
                astray,
                since,
                mendAt,
                Collections.unmodifiableMap(mending),
                recheck);
    }

    private static Repair refused(Repair repair, Moment now) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(repair.errors(), DOUBLINGS));
        return new Repair(
                repair.interventions(),
                repair.errors() + 1,
                now.plus(wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY));
    }

    /** What the kernel reported: those are there now, and those are not. */
    public Upkeep<T> observed(Set<T> appeared, Set<T> vanished, boolean wanted, Moment now) {
        Set<T> there = new HashSet<>(held);
        Set<T> wrong = new HashSet<>(astray);
        boolean worse = false;
        for (T holding : vanished) {
            if (there.remove(holding)) {
                worse |= wanted && holding.tracked() && wrong.add(holding);
                wrong.removeIf(other -> !wanted && other.equals(holding));
            }
        }
        for (T holding : appeared) {
            if (there.add(holding)) {
                worse |= !wanted && holding.tracked() && wrong.add(holding);
                wrong.removeIf(other -> wanted && other.equals(holding));
            }
        }
        Moment first = worse ? Moment.earliest(since, now) : since;
        Moment until = worse ? Moment.earliest(now.plus(QUIET), first.plus(LONGEST)) : mendAt;
        return new Upkeep<>(
                Collections.unmodifiableSet(there),
                Collections.unmodifiableSet(wrong),
                wrong.isEmpty() ? Moment.NEVER : first,
                wrong.isEmpty() ? Moment.NEVER : until,
                repairs,
                recheck);
    }

    /** Something around changed with which the kernel takes some off unreported, or with which a refusal may end. */
    public Upkeep<T> shaken(Moment now) {
        return held.isEmpty() && repairs.isEmpty()
                ? this
                : new Upkeep<>(held, astray, since, mendAt, repairs, Moment.earliest(recheck, now.plus(QUIET)));
    }

    /** What is due now, of {@code all}, which are {@code wanted} to be there or not. */
    public Mending<T> due(List<T> all, boolean wanted, Moment now) {
        if (wanted && !mendAt.isAfter(now)) {
            Optional<T> contested = all.stream()
                    .filter(astray::contains)
                    .filter(holding -> repairs.getOrDefault(holding, Repair.NONE)
                            .allowed(now)
                            .isAfter(now))
                    .findFirst();
            if (contested.isPresent()) {
                return new Mending<>(this, List.of(), contested);
            }
        }
        return mending(all, wanted, now);
    }

    /** As {@link #due} for those that are wanted; where others undo it again and again, it is done later. */
    Mending<T> dueInTime(List<T> all, Moment now) {
        return mending(all, true, now);
    }

    private Mending<T> mending(List<T> all, boolean wanted, Moment now) {
        boolean everything = !recheck.isAfter(now);
        boolean settled = !mendAt.isAfter(now);
        Map<T, Repair> mending = new HashMap<>(repairs);
        List<T> again = new ArrayList<>();
        for (T holding : all) {
            Repair repair = mending.getOrDefault(holding, Repair.NONE);
            boolean meddled = settled && astray.contains(holding);
            if (meddled && repair.allowed(now).isAfter(now)) {
                mending.put(holding, repair.retryAt(repair.allowed(now)));
            } else if (meddled) {
                mending.put(holding, repair.intervened(now));
                again.add(holding);
            } else if (!repair.retry().isAfter(now)) {
                mending.put(holding, repair.retryAt(Moment.NEVER));
                again.add(holding);
            } else if (everything && (wanted ? holding.tracked() : held.contains(holding))) {
                again.add(holding);
            }
        }
        return new Mending<>(
                new Upkeep<>(
                        held,
                        settled ? Set.of() : astray,
                        settled ? Moment.NEVER : since,
                        settled ? Moment.NEVER : mendAt,
                        Collections.unmodifiableMap(mending),
                        everything ? Moment.NEVER : recheck),
                List.copyOf(again),
                Optional.empty());
    }

    /** Only what is said of those. */
    public Upkeep<T> among(Collection<T> kept) {
        Set<T> set = new HashSet<>(kept);
        Set<T> there = new HashSet<>(held);
        there.retainAll(set);
        Set<T> wrong = new HashSet<>(astray);
        wrong.retainAll(set);
        Map<T, Repair> mending = new HashMap<>(repairs);
        mending.keySet().retainAll(set);
        return new Upkeep<>(
                Collections.unmodifiableSet(there),
                Collections.unmodifiableSet(wrong),
                since,
                wrong.isEmpty() ? Moment.NEVER : mendAt,
                Collections.unmodifiableMap(mending),
                recheck);
    }
}
