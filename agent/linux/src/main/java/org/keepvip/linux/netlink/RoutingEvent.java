package org.keepvip.linux.netlink;

/** What the kernel reports of routes and rules. */
public sealed interface RoutingEvent {
    /** The route is there now, or was and is so now. */
    record RouteAdded(Route route) implements RoutingEvent {}

    /** The route is gone. */
    record RouteRemoved(Route route) implements RoutingEvent {}

    /** The rule is there now. */
    record RuleAdded(Rule rule) implements RoutingEvent {}

    /** The rule is gone. */
    record RuleRemoved(Rule rule) implements RoutingEvent {}

    /** Reports were lost, for we did not read fast enough. */
    record Overrun() implements RoutingEvent {}
}
