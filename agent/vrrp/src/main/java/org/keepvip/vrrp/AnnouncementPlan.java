package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keepvip.conf.address.Family;

/**
 * The gratuitous ARPs and neighbour advertisements a MASTER still has to send. It is made on becoming MASTER and dies
 * with that period. Whatever is due goes out in pieces of at most 64 frames a step, so that adverts get between.
 *
 * @param fresh addresses just put on, not announced yet: they go first
 * @param sweeps later rounds over everything held
 * @param notBefore the pace set by garp_interval and gna_interval
 * @param due when the next piece goes; {@link Moment#NEVER} for nothing left
 */
public record AnnouncementPlan(List<Vip> fresh, List<Sweep> sweeps, Moment notBefore, Moment due) {
    static final int PIECE = 64;
    /** Time over which the pieces of one repeat, and so the repeats, are spread. */
    private static final Duration LAP = Duration.ofMillis(200);

    /** Why a round is sent. */
    public enum Occasion {
        /** The repeats of the first set. */
        REPEATS,
        /** garp_master_delay. */
        SECOND_SET,
        /** garp_master_refresh. */
        REFRESH,
        /** garp_extra_if: no advert tells the switches of those links. */
        ELSEWHERE,
        /** Somebody of lower priority was MASTER too, and may have told the neighbours so. */
        LOWER_PRIORITY,
        /** garp_lower_prio_delay. */
        LOWER_PRIORITY_SECOND_SET
    }

    /**
     * Some rounds over all addresses held.
     *
     * @param began when its first piece was due
     * @param due when the next piece goes
     * @param laps rounds left, the running one included
     * @param position index of the next address in {@link Settings.Addresses}
     */
    public record Sweep(Occasion occasion, Moment began, Moment due, int laps, int position) {
        static Sweep at(Moment began, Occasion occasion, int laps) {
            return new Sweep(occasion, began, began, laps, 0);
        }
    }

    /** What goes out now, and the plan after it. */
    record Emission(AnnouncementPlan plan, List<Vip> vips) {}

    private static AnnouncementPlan of(List<Vip> fresh, List<Sweep> sweeps, Moment notBefore) {
        Moment due = fresh.isEmpty() ? Moment.NEVER : notBefore;
        for (Sweep sweep : sweeps) {
            due = Moment.earliest(due, sweep.due());
        }
        return new AnnouncementPlan(fresh, sweeps, notBefore, due.isBefore(notBefore) ? notBefore : due);
    }

    /** The plan of a router that becomes MASTER now: the first round follows the addresses, see {@link #announcing}. */
    static AnnouncementPlan begun(Settings.Announcing settings, Moment now) {
        return of(List.of(), List.of(), now).restarted(settings, now);
    }

    /** Repeats and second set from now on, as after becoming MASTER. */
    AnnouncementPlan restarted(Settings.Announcing settings, Moment now) {
        List<Sweep> next = without(occasion -> switch (occasion) {
            case REPEATS, SECOND_SET, REFRESH, ELSEWHERE -> true;
            case LOWER_PRIORITY, LOWER_PRIORITY_SECOND_SET -> false;
        });
        if (settings.repeat() > 1) {
            next.add(Sweep.at(now.plus(LAP), Occasion.REPEATS, settings.repeat() - 1));
        }
        if (!settings.delay().isZero()) {
            next.add(Sweep.at(now.plus(settings.delay()), Occasion.SECOND_SET, settings.repeat()));
        }
        refresh(settings, now.plus(settings.delay()), now).ifPresent(next::add);
        elsewhere(settings, now, now).ifPresent(next::add);
        return of(fresh, List.copyOf(next), notBefore);
    }

    /** With other settings: what is under way goes on, the refresh begins anew. */
    AnnouncementPlan reconfigured(Settings.Announcing settings, Moment now) {
        List<Sweep> next = without(occasion -> switch (occasion) {
            case REFRESH, ELSEWHERE -> true;
            case REPEATS, SECOND_SET, LOWER_PRIORITY, LOWER_PRIORITY_SECOND_SET -> false;
        });
        refresh(settings, now, now).ifPresent(next::add);
        elsewhere(settings, now, now).ifPresent(next::add);
        return of(fresh, List.copyOf(next), notBefore);
    }

    /** Addresses just put on are announced at once. */
    AnnouncementPlan announcing(List<Vip> added) {
        List<Vip> more = new ArrayList<>(fresh);
        more.addAll(added);
        return of(List.copyOf(more), sweeps, notBefore);
    }

    /** Rounds because a MASTER of lower priority was heard; they replace earlier ones of that kind. */
    AnnouncementPlan lowerPriorityHeard(Settings.Announcing settings, Moment now) {
        if (settings.lowerPriorityRepeat() == 0) {
            return this;
        }
        List<Sweep> next = without(occasion -> switch (occasion) {
            case REPEATS, SECOND_SET, REFRESH, ELSEWHERE -> false;
            case LOWER_PRIORITY, LOWER_PRIORITY_SECOND_SET -> true;
        });
        next.add(Sweep.at(now, Occasion.LOWER_PRIORITY, settings.lowerPriorityRepeat()));
        if (!settings.lowerPriorityDelay().isZero()) {
            Moment again = now.plus(settings.lowerPriorityDelay());
            next.add(Sweep.at(again, Occasion.LOWER_PRIORITY_SECOND_SET, settings.lowerPriorityRepeat()));
        }
        return of(fresh, List.copyOf(next), notBefore);
    }

    private List<Sweep> without(Predicate<Occasion> dropped) {
        List<Sweep> kept = new ArrayList<>(sweeps);
        kept.removeIf(sweep -> dropped.test(sweep.occasion()));
        return kept;
    }

    /** The next piece, to be called when {@link #due} has come. */
    Emission next(Settings settings, Set<Vip.Key> held, Moment now) {
        return fresh.isEmpty() ? nextOfSweep(settings, held, now) : nextFresh(settings.announcing(), held, now);
    }

    private Emission nextFresh(Settings.Announcing settings, Set<Vip.Key> held, Moment now) {
        Piece piece = new Piece(settings);
        int taken = 0;
        while (taken < fresh.size() && piece.takes(fresh.get(taken), held)) {
            taken++;
        }
        List<Vip> rest = List.copyOf(fresh.subList(taken, fresh.size()));
        return new Emission(of(rest, sweeps, piece.notBefore(now)), piece.vips());
    }

    private Emission nextOfSweep(Settings settings, Set<Vip.Key> held, Moment now) {
        int index = 0;
        for (int i = 1; i < sweeps.size(); i++) {
            if (sweeps.get(i).due().isBefore(sweeps.get(index).due())) {
                index = i;
            }
        }
        Sweep sweep = sweeps.get(index);
        Settings.Addresses addresses = settings.addresses();
        Piece piece = new Piece(settings.announcing());
        int position = sweep.position();
        while (position < addresses.count()
                && (!concerns(sweep.occasion(), addresses.vip(position), settings)
                        || piece.takes(addresses.vip(position), held))) {
            position++;
        }
        Moment later = piece.isPaced() ? now : now.plus(Timers.part(LAP, pieces(addresses.count())));
        List<Sweep> next = new ArrayList<>(sweeps);
        next.remove(index);
        rest(settings, sweep, position, now, later).ifPresent(next::add);
        return new Emission(of(fresh, List.copyOf(next), piece.notBefore(now)), piece.vips());
    }

    private static int pieces(int addresses) {
        return Math.max(1, (addresses + PIECE - 1) / PIECE);
    }

    /** What is left of a sweep that has come to this position; a refresh comes again. */
    private static Optional<Sweep> rest(Settings settings, Sweep sweep, int position, Moment now, Moment later) {
        if (position < settings.addresses().count()) {
            return Optional.of(new Sweep(sweep.occasion(), sweep.began(), later, sweep.laps(), position));
        }
        if (sweep.laps() > 1) {
            return Optional.of(new Sweep(sweep.occasion(), sweep.began(), later, sweep.laps() - 1, 0));
        }
        Settings.Announcing announcing = settings.announcing();
        return switch (sweep.occasion()) {
            case REFRESH -> refresh(announcing, sweep.began(), now);
            case ELSEWHERE -> elsewhere(announcing, sweep.began(), now);
            case REPEATS, SECOND_SET, LOWER_PRIORITY, LOWER_PRIORITY_SECOND_SET -> Optional.empty();
        };
    }

    /** The refresh that follows one begun then; a reload may have ended them. */
    private static Optional<Sweep> refresh(Settings.Announcing settings, Moment began, Moment now) {
        Moment again = began.plus(settings.refresh());
        return settings.refresh().isZero()
                ? Optional.empty()
                : Optional.of(Sweep.at(again.isAfter(now) ? again : now, Occasion.REFRESH, settings.refreshRepeat()));
    }

    private static Optional<Sweep> elsewhere(Settings.Announcing settings, Moment began, Moment now) {
        Duration interval = settings.elsewhere().interval();
        Moment again = began.plus(interval);
        return interval.isZero()
                ? Optional.empty()
                : Optional.of(Sweep.at(again.isAfter(now) ? again : now.plus(interval), Occasion.ELSEWHERE, 1));
    }

    /** Whether a round of that kind tells of the address. */
    private static boolean concerns(Occasion occasion, Vip vip, Settings settings) {
        return switch (occasion) {
            case REPEATS, SECOND_SET, REFRESH, LOWER_PRIORITY, LOWER_PRIORITY_SECOND_SET -> true;
            case ELSEWHERE ->
                !settings.sendsOn().equals(Optional.of(vip.device()))
                        && (settings.announcing().elsewhere().all()
                                || settings.interfaces().isVirtual(vip.device()));
        };
    }

    /** The frames of one step: 64 unpaced ones, or a single paced one. */
    private static final class Piece {
        private final Settings.Announcing settings;
        private final List<Vip> vips = new ArrayList<>();
        private Duration pace = Duration.ZERO;

        Piece(Settings.Announcing settings) {
            this.settings = settings;
        }

        /** Whether the piece has dealt with the address: an address not held needs no frame. */
        boolean takes(Vip vip, Set<Vip.Key> held) {
            if (!held.contains(vip.key())) {
                return true;
            }
            Duration wanted = vip.address().family() == Family.IPV4 ? settings.garpInterval() : settings.gnaInterval();
            if (vips.size() == PIECE || !pace.isZero() || (!vips.isEmpty() && !wanted.isZero())) {
                return false;
            }
            vips.add(vip);
            pace = wanted;
            return true;
        }

        boolean isPaced() {
            return !pace.isZero();
        }

        List<Vip> vips() {
            return List.copyOf(vips);
        }

        Moment notBefore(Moment now) {
            return now.plus(pace);
        }
    }
}
