package org.keepvip.vrrp;

import java.time.Duration;
import org.keepvip.vrrp.State.Role;

/**
 * A MASTER whose adverts do not leave. For as long as its peers' patience it goes on: what refuses may pass by itself, as
 * a firewall that is being reloaded. Then it is in FAULT, and tries again after 1, 2, 4 … 60 seconds. A trial ends with
 * the first advert that fails; one that leaves gives the patience back.
 */
final class Sending {
    /** No waiting mends an advert that is longer than the MTU: the second one that fails is a fault. */
    private static final String TOO_LONG = "EMSGSIZE";

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 6;

    private Sending() {}

    static Step failed(Settings settings, State state, Event.SendFailed failed, Moment now) {
        return switch (state.role()) {
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> Step.to(state);
            case Role.Master master -> failedAsMaster(settings, state, master, failed, now);
        };
    }

    private static Step failedAsMaster(
            Settings settings, State state, Role.Master master, Event.SendFailed failed, Moment now) {
        if (failed.inARow() <= 1) {
            return Step.to(
                    state.with(state.surroundings().withoutSendSetbacks()).with(failing(master, now)));
        }
        boolean began = master.failingSince().equals(Moment.NEVER);
        boolean trial = began && state.surroundings().sendSetbacks() > 0;
        State next = began ? state.with(failing(master, now)) : state;
        Moment since = began ? now : master.failingSince();
        Duration patience = Timers.masterDown(
                settings, state.effectivePriority(settings), settings.election().interval());
        boolean patient =
                !failed.error().equals(TOO_LONG) && since.plus(patience).isAfter(now);
        if (patient && !trial) {
            return Step.to(next);
        }
        FaultReason.SendFailing reason = new FaultReason.SendFailing(
                failed.error(), now.plus(retry(state.surroundings().sendSetbacks())));
        return Life.setBack(settings, next, reason);
    }

    private static Duration retry(int setbacks) {
        return setbacks < DOUBLINGS ? FIRST_RETRY.multipliedBy(1L << setbacks) : Life.SETBACK;
    }

    private static Role.Master failing(Role.Master master, Moment since) {
        return new Role.Master(
                master.nextAdvertisement(), master.voice(), master.triggered(), since, master.pulse(), master.plan());
    }
}
