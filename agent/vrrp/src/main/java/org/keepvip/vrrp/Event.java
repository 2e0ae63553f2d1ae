package org.keepvip.vrrp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** What happened to one virtual router. Named in the past tense; nothing else changes a {@link State}. */
public sealed interface Event {
    /** The agent starts this router; links and source address are reported before. */
    record Started() implements Event {}

    /** A deadline of the state may have come; one that fires early finds nothing due. */
    record DeadlineReached() implements Event {}

    /**
     * An advert for this router that passed every receive check.
     *
     * @param from the IP source, which breaks ties
     */
    record AdvertisementReceived(IpAddress from, Advertisement advertisement) implements Event {}

    /** A datagram for this router that a receive check refused. Changes no state and no timer; counted and told. */
    record AdvertisementRejected(IpAddress from, Rejection why) implements Event {}

    /** The router's source address is now this one, or there is none. */
    record SourceAddressChanged(Optional<IpAddress> address) implements Event {}

    /**
     * The router can send and receive, or the kernel refuses its sockets. What was never told counts as able.
     *
     * @param refusal the errno's name, as EMFILE; empty for able
     */
    record SocketsChanged(Optional<String> refusal) implements Event {}

    /** A link this router depends on is now so. */
    record LinkChanged(String name, Link link) implements Event {}

    /** What a tracker of the router's says from now on; one that never reported is unknown. */
    record TrackerReported(Tracker tracker, Reading reading) implements Event {}

    /** Static addresses, routes or rules of the router's track groups that are missing now; empty for none. */
    record StaticItemsMissing(Set<String> items) implements Event {}

    /** Every router of its sync group would be MASTER, or is: this one becomes it too. */
    record GroupAgreed() implements Event {}

    /** A router of its sync group lost an election: this MASTER becomes BACKUP too. */
    record GroupYielded() implements Event {}

    /** Other routers of its sync group that are now in FAULT for reasons of their own, by name; empty for none. */
    record GroupFaultsChanged(Set<String> routers) implements Event {}

    /** Another router of its sync group heard a MASTER of lower priority, which may have misled this one's neighbours too. */
    record GroupContested() implements Event {}

    /**
     * What the kernel reported of the router's addresses since it was last listened to.
     *
     * @param appeared those that somebody, perhaps we, put on their interfaces
     * @param vanished those that are no longer on their interfaces, none of {@code appeared}
     */
    record AddressesObserved(Set<Vip.Key> appeared, Set<Vip.Key> vanished) implements Event {}

    /** The outcome of an {@link Action.AddAddresses} or {@link Action.RemoveAddresses}, or of a chunk of it. */
    record AddressesChanged(List<AddressOutcome> outcomes) implements Event {}

    /**
     * What the kernel reported of the router's routes and rules since it was last listened to.
     *
     * @param appeared those that somebody, perhaps we, put there
     * @param vanished those that are gone, none of {@code appeared}
     */
    record RoutingObserved(Set<RoutingEntry> appeared, Set<RoutingEntry> vanished) implements Event {}

    /** The outcome of an {@link Action.AddRouting} or {@link Action.RemoveRouting}, or of a chunk of it. */
    record RoutingChanged(List<Upkeep.Outcome<RoutingEntry>> outcomes) implements Event {}

    /** A link or an address changed, with which the kernel takes IPv4 routes off and does not say so. */
    record RoutingShaken() implements Event {}

    /**
     * An advert could not be sent.
     *
     * @param inARow how many since the last that was, in whatever role, this one included
     * @param error the errno's name, as EMSGSIZE
     */
    record SendFailed(int inARow, String error) implements Event {}

    /** The loop woke {@code late} after the earliest deadline: suspended, stopped or starved. Told before what is queued. */
    record ClockJumped(Duration late) implements Event {}

    /** What was queued when the clock had jumped has been delivered. */
    record QueueDrained() implements Event {}

    /** The configuration was reloaded and this router is still in it. */
    record Reconfigured(Settings before) implements Event {}

    /** A reload found the router no longer configured. */
    record Unconfigured() implements Event {}

    /**
     * The agent stops.
     *
     * @param keepAddresses leave VIPs and send no release (-V)
     */
    record ShutdownRequested(boolean keepAddresses) implements Event {}

    /**
     * What became of one address.
     *
     * @param error empty for success, otherwise the errno's name; EEXIST on add and EADDRNOTAVAIL on remove are success
     */
    record AddressOutcome(Vip vip, boolean added, Optional<String> error) {}
}
