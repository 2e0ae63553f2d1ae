package org.keepvip.vrrp;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.keepvip.vrrp.tracking.Reading;

/** Reasons for FAULT, as clauses for a log line or a status. */
public final class FaultText {
    /** Of many addresses this many are named. */
    private static final int NAMED = 3;

    private FaultText() {}

    /** All of them, separated by semicolons. */
    public static String of(Collection<FaultReason> reasons) {
        return reasons.stream().map(FaultText::of).collect(Collectors.joining("; "));
    }

    /** One clause: what is wrong, and what would mend it where that is not plain. */
    public static String of(FaultReason reason) {
        return switch (reason) {
            case FaultReason.InterfaceUnusable link ->
                dependency(link.dependency()) + " " + link.name() + " " + condition(link.condition());
            case FaultReason.NoSourceAddress _ -> "no source address on the interface";
            case FaultReason.SocketsRefused refused ->
                "its sockets cannot be opened: " + ErrorText.ofSocket(refused.error());
            case FaultReason.SourceAddressLost lost -> "source address " + lost.address() + " is not on the interface";
            case FaultReason.AdvertisementTooLong tooLong ->
                "an advert of " + tooLong.length() + " octets does not fit the MTU of " + tooLong.mtu()
                        + " (move addresses to virtual_ipaddress_excluded)";
            case FaultReason.NotServed keyword -> "not served yet: " + keyword.keyword();
            case FaultReason.NoActiveKey _ -> "auth_hmac has no usable active_key";
            case FaultReason.NoPeers _ -> "unicast without a peer (unicast_peer)";
            case FaultReason.TrackerBad bad -> bad.tracker() + " " + reading(bad.reading());
            case FaultReason.TrackerAwaited awaited -> awaited.tracker() + " has not reported yet";
            case FaultReason.GroupMemberFaulty member -> member.router() + " of the sync group is in FAULT";
            case FaultReason.StaticItemMissing missing -> "static " + missing.item() + " is missing";
            case FaultReason.SendFailing failing -> "adverts cannot be sent: " + ErrorText.ofSending(failing.error());
            case FaultReason.RoutingContested contested ->
                contested.entry().caption() + " is taken off again and again by somebody else";
            case FaultReason.VipContested contested ->
                address(contested.address()) + " is taken off again and again by somebody else";
            case FaultReason.AddressRefused refused ->
                address(refused.address()) + " cannot be added: "
                        + ErrorText.ofAddress(refused.address(), refused.error());
        };
    }

    /** That all of them are over, separated by semicolons. */
    static String ended(Collection<FaultReason> reasons) {
        return reasons.stream().map(FaultText::ended).collect(Collectors.joining("; "));
    }

    private static String ended(FaultReason reason) {
        return switch (reason) {
            case FaultReason.InterfaceUnusable link ->
                dependency(link.dependency()) + " " + link.name()
                        + (link.condition() == FaultReason.Condition.UP ? " is down" : " is up");
            case FaultReason.NoSourceAddress _ -> "the interface has a source address";
            case FaultReason.SocketsRefused _ -> "its sockets are open";
            case FaultReason.SourceAddressLost lost -> "source address " + lost.address() + " is on the interface";
            case FaultReason.AdvertisementTooLong _ -> "the advert fits the MTU";
            case FaultReason.NotServed keyword -> keyword.keyword() + " is no longer configured";
            case FaultReason.NoActiveKey _ -> "auth_hmac has its active_key";
            case FaultReason.NoPeers _ -> "unicast has a peer";
            case FaultReason.TrackerBad bad -> bad.tracker() + " is good again";
            case FaultReason.TrackerAwaited awaited -> awaited.tracker() + " has reported";
            case FaultReason.GroupMemberFaulty member -> member.router() + " of the sync group is free of faults";
            case FaultReason.StaticItemMissing missing -> "static " + missing.item() + " is there again";
            case FaultReason.SendFailing failing -> "sending is tried again after " + failing.error();
            case FaultReason.VipContested contested -> address(contested.address()) + " is tried again";
            case FaultReason.RoutingContested contested -> contested.entry().caption() + " is tried again";
            case FaultReason.AddressRefused refused ->
                address(refused.address()) + " is tried again after " + refused.error();
        };
    }

    /** As a clause after the tracker's name. */
    static String reading(Reading reading) {
        return switch (reading) {
            case Reading.Up _ -> "is up";
            case Reading.Down _ -> "failed";
            case Reading.Value(int value) -> "says " + value;
        };
    }

    static String address(Vip.Key key) {
        return key.address() + " on " + key.device();
    }

    /** The first few of them, and how many more. */
    static String addresses(List<Vip.Key> keys) {
        String named = keys.stream().limit(NAMED).map(FaultText::address).collect(Collectors.joining(", "));
        return keys.size() > NAMED ? named + " and " + (keys.size() - NAMED) + " more" : named;
    }

    private static String dependency(FaultReason.Dependency dependency) {
        return switch (dependency) {
            case OWN -> "interface";
            case TRACKED -> "tracked interface";
            case ADDRESS_DEVICE -> "address device";
            case ROUTING_DEVICE -> "device of a route or rule";
        };
    }

    private static String condition(FaultReason.Condition condition) {
        return switch (condition) {
            case ABSENT -> "does not exist";
            case ADMIN_DOWN -> "is down";
            case NO_CARRIER -> "has no carrier";
            case UP -> "is up (tracked in reverse)";
        };
    }
}
