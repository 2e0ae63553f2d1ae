package org.keepvip.linux.netlink;

/** What the kernel reports of links and addresses. */
public sealed interface RouteEvent {
    /** The link is there, and is so now: new, renamed, up, down, or unchanged in what we read. */
    record LinkChanged(Link link) implements RouteEvent {}

    /** The link is gone; its addresses went before. */
    record LinkRemoved(Link link) implements RouteEvent {}

    /** The address is there, and is so now: new, or its flags or lifetime changed. */
    record AddressChanged(InterfaceAddress address) implements RouteEvent {}

    /** The address is gone. */
    record AddressRemoved(InterfaceAddress address) implements RouteEvent {}

    /** Reports were lost, for we did not read fast enough. What is true now, {@link Rtnetlink#snapshot} tells. */
    record Overrun() implements RouteEvent {}
}
