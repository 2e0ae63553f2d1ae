package org.keepvip.vrrp;

/** A route, or a rule that says which table routes are looked up in. */
public sealed interface RoutingEntry extends Holding permits VirtualRoute, VirtualRule {}
