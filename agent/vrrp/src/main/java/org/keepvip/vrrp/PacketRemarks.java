package org.keepvip.vrrp;

import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;

/** What an advert gives to say when the role stays: what was done with it, or what is wrong between the two configurations. */
final class PacketRemarks {
    private PacketRemarks() {}

    static Optional<String> of(Settings settings, State before, Event event, State after) {
        return switch (event) {
            case Event.AdvertisementRejected refused ->
                Optional.of("ignored packet from " + refused.from() + ": "
                        + refused.why().description());
            case Event.AdvertisementReceived heard -> heard(settings, before, heard, after);
            case Event.Started _,
                    Event.DeadlineReached _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
                    Event.LinkChanged _,
                    Event.TrackerReported _,
                    Event.StaticItemsMissing _,
                    Event.GroupAgreed _,
                    Event.GroupYielded _,
                    Event.GroupFaultsChanged _,
                    Event.GroupContested _,
                    Event.AddressesObserved _,
                    Event.AddressesChanged _,
                    Event.SendFailed _,
                    Event.ClockJumped _,
                    Event.RoutingObserved _,
                    Event.RoutingChanged _,
                    Event.RoutingShaken _,
                    Event.QueueDrained _,
                    Event.Reconfigured _,
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> Optional.empty();
        };
    }

    private static Optional<String> heard(
            Settings settings, State before, Event.AdvertisementReceived heard, State after) {
        if (Owners.isDeaf(settings, before)) {
            return Optional.empty();
        }
        Optional<String> role = switch (before.role()) {
            case Role.Initialize _, Role.Fault _ -> Optional.empty();
            case Role.Backup _ -> inBackup(settings, before, heard);
            case Role.Master master -> inMaster(settings, before, master, heard, after);
        };
        return role.isPresent() ? role : mismatch(settings, heard);
    }

    private static Optional<String> inBackup(Settings settings, State before, Event.AdvertisementReceived heard) {
        Priority theirs = heard.advertisement().priority();
        if (theirs.isRelease()) {
            return Optional.of("received 0 priority from " + heard.from());
        }
        Priority own = before.effectivePriority(settings);
        boolean discarded = theirs.compareTo(own) < 0
                && (own.isOwner()
                        || (settings.election().preempt()
                                && settings.election().preemptDelay().isZero()));
        return discarded
                ? Optional.of("received lower priority (" + theirs + ") advert from " + heard.from() + " - discarding")
                : Optional.empty();
    }

    private static Optional<String> inMaster(
            Settings settings, State before, Role.Master master, Event.AdvertisementReceived heard, State after) {
        Priority own = before.effectivePriority(settings);
        Priority theirs = heard.advertisement().priority();
        if (own.isOwner() && theirs.isOwner()) {
            return Optional.of(
                    heard.from() + " says it owns the addresses (priority 255), and so do we: correct one of them");
        }
        return switch (Hearing.Contest.of(own, master.pulse().source(), theirs, heard.from())) {
            case RELEASED -> Optional.of("received 0 priority from " + heard.from());
            case WON ->
                after.role().equals(master) || !(after.role() instanceof Role.Master)
                        ? Optional.empty()
                        : Optional.of("Received advert from " + heard.from() + " with lower priority " + theirs
                                + ", ours " + own + ", forcing new election");
            case LOST -> Optional.empty();
            case OWN_ECHO ->
                Optional.of("advert with our priority " + own + " from our own address " + heard.from()
                        + ": a loop in the network, or a second router with our address");
        };
    }

    /** An accepted advert whose sender is configured otherwise (RFC 9568 section 7.1). */
    private static Optional<String> mismatch(Settings settings, Event.AdvertisementReceived heard) {
        Advertisement advertisement = heard.advertisement();
        if (settings.wire().version() == Version.V3
                && !advertisement.interval().equals(settings.election().interval())) {
            return Optional.of("advertisement interval of " + heard.from() + " is "
                    + Narration.seconds(advertisement.interval()) + ", ours "
                    + Narration.seconds(settings.election().interval()) + ", waiting for "
                    + Narration.seconds(Timers.learned(settings, advertisement.interval())));
        }
        return sameAddresses(settings.addresses().advertised(), advertisement.addresses())
                ? Optional.empty()
                : Optional.of("addresses of " + heard.from() + " are not ours: " + advertisement.addresses());
    }

    /** In any order; the order that is the same is told without work. */
    private static boolean sameAddresses(List<Vip> own, List<IpAddress> theirs) {
        if (own.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            IpAddress address = own.get(i).address().address();
            if (!address.equals(theirs.get(i)) && !theirs.contains(address)) {
                return false;
            }
        }
        return true;
    }
}
