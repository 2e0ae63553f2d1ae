package org.keepvip.vrrp;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.Tidings.Rival;

/**
 * Two routers that both own the addresses, as keepalived settles it: the one with the smaller address yields at once.
 * The other says so twice more, and when the first goes on nevertheless, gives way with priority 254.
 */
final class Owners {
    /** How long the other may go on: this many fifths of the longer interval. */
    private static final int PATIENCE = 6;

    private static final int FIFTHS = 5;
    /** After so many of the longer interval without a word it is a new dispute. */
    private static final int FORGOTTEN = 4;

    private Owners() {}

    /** Whether an owner is not to heed this, or any, advert. */
    static boolean isDeaf(Settings settings, State state) {
        return settings.reception().ownerIgnoresAdverts()
                && state.effectivePriority(settings).isOwner();
    }

    /** Another owner, which should yield, was heard by this MASTER. */
    static State disputed(Settings settings, State state, Event.AdvertisementReceived heard, Moment now) {
        Optional<Rival> known = state.surroundings().tidings().rival();
        Duration longer =
                longer(settings.election().interval(), heard.advertisement().interval());
        boolean goesOn = known.isPresent()
                && known.get().address().equals(heard.from())
                && known.get().since().plus(longer.multipliedBy(FORGOTTEN)).isAfter(now);
        Moment since = goesOn ? known.get().since() : now;
        boolean prevails =
                !since.plus(longer.multipliedBy(PATIENCE).dividedBy(FIFTHS)).isAfter(now);
        return with(state, Optional.of(new Rival(heard.from(), since, prevails)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** An overruled owner counts as owner again when it hears somebody else, or somebody who does not own. */
    static State heardInBackup(Settings settings, State state, Event.AdvertisementReceived heard, Moment now) {
        Tidings tidings = state.surroundings().tidings();
        boolean same = tidings.rival()
                .filter(rival -> rival.address().equals(heard.from())
                        && heard.advertisement().priority().isOwner())
                .isPresent();
        if (!tidings.isOverruled() || same || heard.advertisement().priority().isRelease()) {
            return state;
        }
        State owner = with(state, Optional.empty());
        return owner.role() instanceof Role.Backup backup
                ? owner.with(Life.shifted(settings, owner, backup, now))
                : owner;
    }

    /** Nobody disputes it any more. */
    static State undisputed(State state) {
        return state.surroundings().tidings().rival().isPresent() ? with(state, Optional.empty()) : state;
    }

    private static State with(State state, Optional<Rival> rival) {
        Surroundings around = state.surroundings();
        return state.with(around.with(around.tidings().with(rival)));
    }
}
