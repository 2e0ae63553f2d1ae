package org.keepvip.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.keepvip.simulator.property.Coverage;
import org.keepvip.simulator.property.Findings;
import org.keepvip.simulator.property.Observers;
import org.keepvip.simulator.property.Property;
import org.keepvip.simulator.property.Violation;
import org.keepvip.simulator.scenario.Scenario;
import org.keepvip.simulator.world.Stepper;
import org.keepvip.simulator.world.World;

/**
 * What became of one run.
 *
 * @param first what was found first
 * @param violations of each property the first violation
 * @param coverage the rows of the state tables that were taken
 * @param events how many events there were
 * @param hash over all of them: equal runs have equal hashes
 */
record Rehearsal(
        Scenario scenario,
        Optional<Violation> first,
        Map<Property, Violation> violations,
        Coverage coverage,
        long events,
        long hash) {
    /** Runs the scenario to its end with this state machine. */
    static Rehearsal of(Scenario scenario, Stepper stepper) {
        return run(scenario, stepper, false, property -> false);
    }

    /** Runs the scenario until its end or until the property is violated. */
    static Rehearsal until(Property property, Scenario scenario, Stepper stepper) {
        return run(scenario, stepper, false, property::equals);
    }

    /** Runs the scenario with the real state machine and prints every event. */
    static Rehearsal printed(Scenario scenario) {
        return run(scenario, Stepper.REAL, true, property -> false);
    }

    private static Rehearsal run(Scenario scenario, Stepper stepper, boolean printing, Predicate<Property> isEnough) {
        World world = new World(scenario, stepper);
        Trace trace = new Trace(world, printing);
        Findings findings = new Findings(world::now, trace::story, property -> {
            if (isEnough.test(property)) {
                world.stop();
            }
        });
        Coverage coverage = new Coverage();
        world.run(new Observers(world, findings, trace, coverage));
        return new Rehearsal(scenario, findings.first(), findings.all(), coverage, trace.count(), trace.hash());
    }
}
