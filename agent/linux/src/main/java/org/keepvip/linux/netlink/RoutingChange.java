package org.keepvip.linux.netlink;

/** Something to be done to routes and rules. */
public sealed interface RoutingChange {
    /**
     * Put the route there; EEXIST if the very same is there, and with {@link Placement#ALONE} if any of the same destination, TOS
     * and metric is.
     */
    record AddRoute(Route route, Placement placement) implements RoutingChange {}

    /** Take the route away; ESRCH if it is not there. */
    record RemoveRoute(Route route) implements RoutingChange {}

    /** Put the rule there; EEXIST if it is. */
    record AddRule(Rule rule) implements RoutingChange {}

    /** Take the rule away; ENOENT if it is not there. */
    record RemoveRule(Rule rule) implements RoutingChange {}

    /** Where a route goes among those of the same destination, TOS and metric. */
    enum Placement {
        /** Nowhere, if there is one. */
        ALONE,
        FIRST,
        LAST
    }
}
