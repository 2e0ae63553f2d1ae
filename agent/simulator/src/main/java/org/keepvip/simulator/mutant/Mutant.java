package org.keepvip.simulator.mutant;

import java.util.List;
import java.util.function.UnaryOperator;
import org.keepvip.simulator.property.Property;
import org.keepvip.simulator.world.Stepper;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;

/**
 * A state machine that breaks one property, wrapped around the real one. A checker that misses its mutant checks
 * nothing.
 *
 * @param broken the property whose checker must find it
 * @param reception what becomes of the settings that the receive checks go by
 */
public record Mutant(String name, Property broken, Stepper stepper, UnaryOperator<Settings> reception)
        implements Stepper {
    /** Every one. */
    public static final List<Mutant> ALL = List.of(
            of("DEAF_MASTER", Property.ONE_MASTER, Mutations::deafMaster),
            of("YIELDS_TO_NO_EQUAL", Property.YIELDS, Mutations::yieldsToNoEqual),
            of("RESTARTED_BY_ANYBODY", Property.SOMEBODY_SERVES, Mutations::restartedByAnybody),
            of("GARBAGE_IS_A_RELEASE", Property.NO_FLAP, Mutations::garbageIsARelease),
            of("COUNTS_TOO_FAR", Property.FAILOVER, Mutations::countsTooFar),
            of("IGNORES_RELEASE", Property.HANDOVER, Mutations::ignoresRelease),
            of("KEEPS_ADDRESSES", Property.VIP_IFF_MASTER, Mutations::keepsAddresses),
            of("TAKES_NO_ADDRESSES", Property.VIP_IFF_MASTER, Mutations::takesNoAddresses),
            of("BLIND_TO_LINKS", Property.NEVER_MASTER_IN_FAULT, Mutations::blindToLinks),
            of("BACKUP_TALKS_BACK", Property.SILENT_UNLESS_MASTER, Mutations::backupTalksBack),
            of("RELEASES_FIRST", Property.RELEASE_AFTER_REMOVAL, Mutations::releasesFirst),
            new Mutant("PEERS_WITH_STRANGERS", Property.BROKEN_IS_REFUSED, Stepper.REAL, Altered::peeringWithStrangers),
            of(
                    "REFUSED_ADVERT_RESTARTS_TIMER",
                    Property.REJECTED_CHANGES_NOTHING,
                    Mutations::refusedAdvertRestartsTimer),
            of("TRUSTS_THE_TIMER", Property.EARLY_TIMER_CHANGES_NOTHING, Mutations::trustsTheTimer),
            of("SLEEPS_THROUGH", Property.DEADLINE_AHEAD, Mutations::sleepsThrough),
            of("RELEASE_RESTARTS_SKEW", Property.DOWN_TIMER, Mutations::releaseRestartsSkew),
            of("SKIPS_ADVERTS", Property.ADVERT_PACE, Mutations::skipsAdverts),
            of("SPEAKS_ON_WAKING", Property.LISTENS_AFTER_SLEEP, Mutations::speaksOnWaking),
            of("RELOAD_ADDS_AGAIN", Property.RELOAD_UNTOUCHED, Mutations::reloadAddsAgain),
            of("ANNOUNCES_AHEAD", Property.ANNOUNCES_WHAT_IT_HOLDS, Mutations::announcesAhead),
            of("THROWS", Property.NEVER_THROWS, Mutations::throwing));

    /** The one of that name. */
    public static Mutant named(String name) {
        return ALL.stream().filter(mutant -> mutant.name.equals(name)).findAny().orElseThrow();
    }

    private static Mutant of(String name, Property broken, Stepper stepper) {
        return new Mutant(name, broken, stepper, UnaryOperator.identity());
    }

    @Override
    public Step step(Settings settings, State state, Event event, Moment now) {
        return stepper.step(settings, state, event, now);
    }

    @Override
    public Settings reception(Settings settings) {
        return reception.apply(settings);
    }

    @Override
    public String toString() {
        return name;
    }
}
