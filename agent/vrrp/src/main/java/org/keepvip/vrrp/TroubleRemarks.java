package org.keepvip.vrrp;

import java.util.List;
import java.util.Optional;
import org.keepvip.vrrp.State.Role;

/** What the kernel refuses and what others do to our addresses: it can come as often as they like. */
final class TroubleRemarks {
    private static final String REPORT = "Netlink reflector reports ";

    private TroubleRemarks() {}

    static Optional<String> of(Settings settings, State before, Event event, State after) {
        return switch (event) {
            case Event.SendFailed failed ->
                Optional.of((before.role() instanceof Role.Master ? "send advert error " : "0 priority did not leave: ")
                        + ErrorText.ofSending(failed.error()));
            case Event.AddressesChanged changed ->
                changed.outcomes().stream()
                        .filter(TroubleRemarks::isRefusal)
                        .findFirst()
                        .map(TroubleRemarks::refusal);
            case Event.AddressesObserved _ -> observed(settings, before, after);
            case Event.RoutingChanged changed ->
                changed.outcomes().stream()
                        .filter(outcome -> isNew(before, outcome))
                        .findFirst()
                        .map(TroubleRemarks::refusal);
            case Event.RoutingObserved seen -> observed(before, seen);
            case Event.Started _,
                    Event.DeadlineReached _,
                    Event.AdvertisementReceived _,
                    Event.AdvertisementRejected _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
                    Event.LinkChanged _,
                    Event.TrackerReported _,
                    Event.StaticItemsMissing _,
                    Event.GroupAgreed _,
                    Event.GroupYielded _,
                    Event.GroupFaultsChanged _,
                    Event.GroupContested _,
                    Event.ClockJumped _,
                    Event.RoutingShaken _,
                    Event.QueueDrained _,
                    Event.Reconfigured _,
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> Optional.empty();
        };
    }

    private static Optional<String> observed(State before, Event.RoutingObserved seen) {
        if (!(before.role() instanceof Role.Master)) {
            return Optional.empty();
        }
        return seen.vanished().stream()
                .filter(entry -> entry.tracked() && before.routing().held().contains(entry))
                .findFirst()
                .map(entry -> REPORT + entry.caption() + " removed; it is put back");
    }

    /** What is tried again and refused again is no news. */
    private static boolean isNew(State before, Upkeep.Outcome<RoutingEntry> outcome) {
        return outcome.error().isPresent()
                && before.routing()
                                .repairs()
                                .getOrDefault(outcome.holding(), Holdings.Repair.NONE)
                                .errors()
                        == 0;
    }

    private static String refusal(Upkeep.Outcome<RoutingEntry> outcome) {
        return (outcome.added() ? "cannot add " : "cannot remove ")
                + outcome.holding().caption()
                + outcome.error()
                        .map(error -> ": " + ErrorText.ofRouting(error))
                        .orElse("")
                + "; it is tried again";
    }

    private static boolean isRefusal(Event.AddressOutcome outcome) {
        return outcome.error()
                .filter(error -> outcome.added() || !Keeping.GONE.contains(error))
                .isPresent();
    }

    private static String refusal(Event.AddressOutcome outcome) {
        return (outcome.added() ? "cannot add " : "cannot remove ")
                + FaultText.address(outcome.vip().key())
                + outcome.error()
                        .map(error -> ": " + ErrorText.ofAddress(outcome.vip().key(), error))
                        .orElse("");
    }

    /** As MASTER what went, otherwise what came. What follows while that settles is told when it is mended. */
    private static Optional<String> observed(Settings settings, State before, State after) {
        if (!before.holdings().settling().addresses().isEmpty()) {
            return Optional.empty();
        }
        boolean master = before.role() instanceof Role.Master;
        Holdings more = master ? before.holdings() : after.holdings();
        Holdings less = master ? after.holdings() : before.holdings();
        List<Vip.Key> changed = settings.addresses().all().stream()
                .map(Vip::key)
                .filter(key -> more.holds(key) && !less.holds(key))
                .toList();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        String what = master ? " removed from " : " added to ";
        String reported = changed.size() == 1
                ? "IP " + changed.getFirst().address() + what
                        + changed.getFirst().device()
                : "IPs " + FaultText.addresses(changed) + (master ? " removed" : " added");
        return Optional.of(REPORT + reported + (master ? "" : " although we are not MASTER"));
    }
}
