package org.keepvip.simulator;

import java.util.ArrayList;
import java.util.List;
import org.keepvip.simulator.property.Property;
import org.keepvip.simulator.scenario.PlannedFault;
import org.keepvip.simulator.scenario.Scenario;
import org.keepvip.simulator.world.Stepper;

/** Finds the few faults that a violation needs (ddmin: Zeller and Hildebrandt, 2002). */
final class Shrinking {
    private final Scenario scenario;
    private final Property property;
    private final Stepper stepper;

    private Shrinking(Scenario scenario, Property property, Stepper stepper) {
        this.scenario = scenario;
        this.property = property;
        this.stepper = stepper;
    }

    /** The scenario with as few faults as still violate the property; none of those left can be spared. */
    static Scenario of(Scenario scenario, Property property, Stepper stepper) {
        return scenario.with(new Shrinking(scenario, property, stepper).shrunk());
    }

    private List<PlannedFault> shrunk() {
        List<PlannedFault> faults = scenario.faults();
        int pieces = 2;
        while (!faults.isEmpty()) {
            List<PlannedFault> fewer = withoutOnePiece(faults, Math.min(pieces, faults.size()));
            if (fewer.size() < faults.size()) {
                faults = fewer;
                pieces = Math.max(2, pieces - 1);
            } else if (pieces >= faults.size()) {
                return faults;
            } else {
                pieces *= 2;
            }
        }
        return faults;
    }

    /** The faults without the first piece that can be spared; all of them when none can. */
    private List<PlannedFault> withoutOnePiece(List<PlannedFault> faults, int pieces) {
        for (int piece = 0; piece < pieces; piece++) {
            int from = faults.size() * piece / pieces;
            int to = faults.size() * (piece + 1) / pieces;
            List<PlannedFault> fewer = new ArrayList<>(faults.subList(0, from));
            fewer.addAll(faults.subList(to, faults.size()));
            if (fails(fewer)) {
                return fewer;
            }
        }
        return faults;
    }

    private boolean fails(List<PlannedFault> faults) {
        return Rehearsal.until(property, scenario.with(faults), stepper)
                .violations()
                .containsKey(property);
    }
}
