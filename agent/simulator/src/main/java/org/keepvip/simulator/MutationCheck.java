package org.keepvip.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keepvip.simulator.mutant.Mutant;
import org.keepvip.simulator.property.Violation;
import org.keepvip.simulator.scenario.Draw;

/** Runs every mutant until the checker of the property that it breaks has caught it. */
final class MutationCheck {
    private final List<Mutant> escaped = new ArrayList<>();
    private final StringBuilder report = new StringBuilder();

    private MutationCheck() {}

    /** Tries at most so many seeds, from {@code from} on, for each mutant. */
    static MutationCheck run(long from, int seeds, int nodes) {
        MutationCheck check = new MutationCheck();
        for (Mutant mutant : Mutant.ALL) {
            check.tryOut(mutant, from, seeds, nodes);
        }
        return check;
    }

    private void tryOut(Mutant mutant, long from, int seeds, int nodes) {
        for (long seed = from; seed < from + seeds; seed++) {
            Rehearsal run = Rehearsal.until(mutant.broken(), Draw.scenario(seed, nodes), mutant);
            Violation violation = run.violations().get(mutant.broken());
            if (violation != null) {
                report.append("%-30s caught by seed %d: %s%n".formatted(mutant, seed, violation));
                return;
            }
        }
        escaped.add(mutant);
        report.append("%-30s ESCAPED %d seeds of %s%n".formatted(mutant, seeds, mutant.broken()));
    }

    /** The mutants that were not caught. */
    List<Mutant> escaped() {
        return Collections.unmodifiableList(escaped);
    }

    /** Which mutant was caught by which property, a line each. */
    String report() {
        return report.toString();
    }
}
