package org.keepvip.vrrp;

import java.util.Optional;
import org.keepvip.vrrp.State.Role;

/** What the kernel refuses and what others do to our addresses: it can come as often as they like. */
final class TroubleRemarks {
    private static final String REPORT = "Netlink reflector reports IP ";

    private TroubleRemarks() {}

    static Optional<String> of(State before, Event event, State after) {
        return switch (event) {
            case Event.SendFailed failed -> Optional.of("send advert error " + FaultText.sendError(failed.error()));
            case Event.AddressesChanged changed ->
                changed.outcomes().stream()
                        .filter(TroubleRemarks::isRefusal)
                        .findFirst()
                        .map(TroubleRemarks::refusal);
            case Event.AddressVanished gone -> vanished(before, gone.address());
            case Event.AddressAppeared came -> appeared(before, came.address(), after);
            case Event.Started _,
                    Event.DeadlineReached _,
                    Event.AdvertisementReceived _,
                    Event.AdvertisementRejected _,
                    Event.SourceAddressChanged _,
                    Event.LinkChanged _,
                    Event.ClockJumped _,
                    Event.QueueDrained _,
                    Event.Reconfigured _,
                    Event.ShutdownRequested _ -> Optional.empty();
        };
    }

    private static boolean isRefusal(Event.AddressOutcome outcome) {
        return outcome.error()
                .filter(error -> outcome.added() || !Keeping.GONE.contains(error))
                .isPresent();
    }

    private static String refusal(Event.AddressOutcome outcome) {
        return (outcome.added() ? "cannot add " : "cannot remove ")
                + FaultText.address(outcome.vip().key())
                + outcome.error().map(error -> ": " + error).orElse("");
    }

    private static Optional<String> vanished(State before, Vip.Key key) {
        return before.role() instanceof Role.Master && before.holdings().holds(key)
                ? Optional.of(REPORT + key.address() + " removed from " + key.device())
                : Optional.empty();
    }

    private static Optional<String> appeared(State before, Vip.Key key, State after) {
        boolean unwanted = !(before.role() instanceof Role.Master)
                && after.holdings().holds(key)
                && !before.holdings().holds(key);
        return unwanted
                ? Optional.of(REPORT + key.address() + " added to " + key.device() + " although we are not MASTER")
                : Optional.empty();
    }
}
