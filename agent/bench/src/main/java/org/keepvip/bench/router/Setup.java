package org.keepvip.bench.router;

import java.time.Duration;

/**
 * What one router is told, whatever implements it.
 *
 * @param protocol version, family and authentication
 * @param transport multicast or unicast to the other router
 * @param interval the advertisement interval: whole seconds in version 2, a multiple of 10 ms in version 3
 * @param priority 1 to 254
 * @param preempt whether it takes over from a MASTER of lower priority
 * @param tracked whether it goes to FAULT with {@code eth1}
 */
public record Setup(
        Protocol protocol, Transport transport, Duration interval, int priority, boolean preempt, boolean tracked) {
    /** The virtual router of every lab. */
    public static final int VRID = 51;

    /** One that preempts and tracks nothing but its own interface. */
    public static Setup of(Protocol protocol, Transport transport, Duration interval, int priority) {
        return new Setup(protocol, transport, interval, priority, true, false);
    }

    /** The same without preemption. */
    public Setup withoutPreemption() {
        return new Setup(protocol, transport, interval, priority, false, tracked);
    }

    /** The same with {@code eth1} tracked. */
    public Setup tracking() {
        return new Setup(protocol, transport, interval, priority, preempt, true);
    }
}
