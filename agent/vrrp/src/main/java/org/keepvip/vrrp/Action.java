package org.keepvip.vrrp;

import java.util.List;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.packet.Advertisement;

/** What a step wants done. Imperative; performed in order; what becomes of it comes back as an {@link Event}. */
public sealed interface Action {
    /** Send the advert to the group or to every peer, from this address. */
    record SendAdvertisement(IpAddress source, Advertisement advertisement) implements Action {}

    /** Put the addresses on their interfaces, in this order; may be done in chunks, each reported. */
    record AddAddresses(List<Vip> vips) implements Action {}

    /** Take the addresses off their interfaces, before anything after this action is done. */
    record RemoveAddresses(List<Vip> vips) implements Action {}

    /** Put the routes and rules there, in this order, after the addresses; may be done in chunks, each reported. */
    record AddRouting(List<RoutingEntry> entries) implements Action {}

    /** Take the routes and rules off, in this order, before anything after this action is done. */
    record RemoveRouting(List<RoutingEntry> entries) implements Action {}

    /** Send one gratuitous ARP (IPv4) or unsolicited neighbour advertisement (IPv6) for each. */
    record Announce(List<Vip> vips) implements Action {}
}
