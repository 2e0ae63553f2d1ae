package org.keepvip.vrrp;

import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** Why a router is in FAULT. It leaves when none is left. */
public sealed interface FaultReason {
    /** An interface the router depends on is not as it must be. */
    record InterfaceUnusable(String name, Dependency dependency, Condition condition) implements FaultReason {}

    /** The interface has no usable address and none is configured. */
    record NoSourceAddress() implements FaultReason {}

    /** The configured source address is not on the interface: with track_src_ip, and with IPv6, which needs it there. */
    record SourceAddressLost(IpAddress address) implements FaultReason {}

    /** The kernel refuses the router's sockets: it hears nobody and nobody would hear it. Tried again and again. */
    record SocketsRefused(String error) implements FaultReason {}

    /** The advert, with its IP header, does not fit the interface's MTU. Both in octets. */
    record AdvertisementTooLong(int length, int mtu) implements FaultReason {}

    /** A keyword that could change who is MASTER, or what it holds, and that this build does not serve. */
    record NotServed(String keyword) implements FaultReason {}

    /** auth_hmac is configured and no usable key to sign with: unsigned, it would not be believed, nor believe others. */
    record NoActiveKey() implements FaultReason {}

    /** Unicast is configured and no peer is. */
    record NoPeers() implements FaultReason {}

    /** A tracker of weight 0 is not as it should be, or a file contributes the least priority there is. */
    record TrackerBad(Tracker tracker, Reading reading) implements FaultReason {}

    /** A tracker of weight 0 has not reported yet. Holds back a router that starts, and puts none into FAULT. */
    record TrackerAwaited(Tracker tracker) implements FaultReason {}

    /** Another router of the sync group is in FAULT. */
    record GroupMemberFaulty(String router) implements FaultReason {}

    /** A static address, route or rule that names a track group of the router's is missing. */
    record StaticItemMissing(String item) implements FaultReason {}

    /** What the kernel or somebody else did to us, and cannot tell when it is over: tried again at a set time. */
    sealed interface Setback extends FaultReason {
        /** When it is tried again. */
        Moment until();
    }

    /** Adverts could not be sent for a down interval, in a trial after that, or twice for their length. */
    record SendFailing(String error, Moment until) implements Setback {}

    /** Somebody keeps taking the address off. */
    record VipContested(Vip.Key address, Moment until) implements Setback {}

    /** Somebody keeps taking the route or rule off. */
    record RoutingContested(RoutingEntry entry, Moment until) implements Setback {}

    /** The kernel refused the address three times. */
    record AddressRefused(Vip.Key address, String error, Moment until) implements Setback {}

    /** What an interface is to the router. */
    enum Dependency {
        /** The adverts go through it. */
        OWN,
        /** A line of track_interface with weight 0. */
        TRACKED,
        /** A virtual address is put on it. */
        ADDRESS_DEVICE,
        /** A virtual route or rule names it. */
        ROUTING_DEVICE
    }

    /** What is wrong with an interface. */
    enum Condition {
        ABSENT,
        ADMIN_DOWN,
        NO_CARRIER,
        /** Tracked in reverse: it is up. */
        UP
    }
}
