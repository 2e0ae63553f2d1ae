package org.keepvip.simulator.property;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the checkers found: of each property the first violation. */
public final class Findings {
    private final Map<Property, Violation> violations = new EnumMap<>(Property.class);
    private Optional<Violation> first = Optional.empty();
    private final Supplier<Long> clock;
    private final Supplier<String> story;
    private final Consumer<Property> alarm;

    /**
     * Nothing found yet.
     *
     * @param clock nanoseconds of world time
     * @param story what happened last, asked for at the first violation only
     * @param alarm told of each property that is violated, once
     */
    public Findings(Supplier<Long> clock, Supplier<String> story, Consumer<Property> alarm) {
        this.clock = clock;
        this.story = story;
        this.alarm = alarm;
    }

    void violated(Property property, Supplier<String> how) {
        if (violations.containsKey(property)) {
            return;
        }
        String before = first.isEmpty() ? story.get() : "";
        Violation violation = new Violation(property, clock.get(), how.get(), before);
        violations.put(property, violation);
        if (first.isEmpty()) {
            first = Optional.of(violation);
        }
        alarm.accept(property);
    }

    /** The one that was found first. */
    public Optional<Violation> first() {
        return first;
    }

    /** The first of each property that was violated. */
    public Map<Property, Violation> all() {
        return Collections.unmodifiableMap(violations);
    }
}
