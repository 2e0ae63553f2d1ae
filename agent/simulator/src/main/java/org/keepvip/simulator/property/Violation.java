package org.keepvip.simulator.property;

/**
 * A promise broken.
 *
 * @param at nanoseconds of world time
 * @param how what was seen and what was promised
 * @param story the events before it; empty unless it was the run's first
 */
public record Violation(Property property, long at, String how, String story) {
    @Override
    public String toString() {
        return property + " at " + at / 1e9 + " s: " + how;
    }
}
