package org.keepvip.simulator.scenario;

/**
 * A fault and when it happens.
 *
 * @param at nanoseconds of world time
 * @param duration nanoseconds; 0 when it is over at once
 */
public record PlannedFault(long at, long duration, Fault fault) {}
