package org.keepvip.linux.netlink;

import org.keepvip.linux.Ip;

/** What a {@link FilterTable} keeps quiet. Neighbour discovery (ICMPv6 135 and 136) always passes. */
public sealed interface FilterEntry {
    /** Packets to and from the address are dropped; those that are forwarded are none of them. */
    record Address(Ip address) implements FilterEntry {}

    /** The same for an IPv6 address on one interface. */
    record LinkLocal(Ip address, String device, int index) implements FilterEntry {}

    /** IGMP and ICMPv6 that the machine would send by the interface are dropped. */
    record Quiet(String device) implements FilterEntry {}
}
