package org.keepvip.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.keepvip.simulator.property.Coverage;
import org.keepvip.simulator.property.Violation;
import org.keepvip.simulator.scenario.Draw;
import org.keepvip.simulator.scenario.Scenario;
import org.keepvip.simulator.world.Stepper;
import org.keepvip.vrrp.TransitionRow;

/** Many seeds, one after the other. */
final class Campaign {
    private static final int FAILURES_SHOWN = 20;
    /** Routers here are in no sync group. */
    private static final Set<TransitionRow> OF_GROUPS = EnumSet.of(
            TransitionRow.BACKUP_WILLING,
            TransitionRow.BACKUP_GROUP_AGREED,
            TransitionRow.MASTER_GROUP_YIELDED,
            TransitionRow.MASTER_GROUP_CONTESTED);

    private final long from;
    private final int seeds;
    private final Coverage coverage = new Coverage();
    private final List<Rehearsal> failures = new ArrayList<>();
    private long events;
    private long faults;
    private double simulatedHours;
    private double wallSeconds;

    private Campaign(long from, int seeds) {
        this.from = from;
        this.seeds = seeds;
    }

    /** Runs the seeds from {@code from} on. */
    static Campaign run(long from, int seeds, int nodes) {
        Campaign campaign = new Campaign(from, seeds);
        long began = System.nanoTime();
        for (long seed = from; seed < from + seeds; seed++) {
            campaign.take(Rehearsal.of(Draw.scenario(seed, nodes), Stepper.REAL));
        }
        campaign.wallSeconds = (System.nanoTime() - began) / 1e9;
        return campaign;
    }

    private void take(Rehearsal run) {
        coverage.add(run.coverage());
        events += run.events();
        faults += run.scenario().faults().size();
        simulatedHours += run.scenario().ends() / 3600e9;
        if (run.first().isPresent()) {
            failures.add(run);
        }
    }

    /** Whether no property was violated and, in a campaign of some size, every row was taken. */
    boolean isClean() {
        return failures.isEmpty() && (seeds < 100 || missingRows().isEmpty());
    }

    /** The rows of the state tables that no run took. */
    List<TransitionRow> missingRows() {
        return coverage.missing().stream()
                .filter(row -> !OF_GROUPS.contains(row))
                .toList();
    }

    /** The runs that violated something. */
    List<Rehearsal> failures() {
        return failures;
    }

    /** What was run and what was found, many lines. */
    String report() {
        StringBuilder report = new StringBuilder();
        report.append("%d seeds from %d: %.0f simulated hours, %d faults, %d events in %.1f s (%.1f ms a seed)%n"
                .formatted(seeds, from, simulatedHours, faults, events, wallSeconds, wallSeconds * 1000 / seeds));
        for (TransitionRow row : TransitionRow.values()) {
            report.append("%12d  %s%n".formatted(coverage.hits(row), row));
        }
        missingRows().forEach(row -> report.append("never taken: ").append(row).append('\n'));
        report.append("%d violations%n".formatted(failures.size()));
        for (Rehearsal failure : failures.subList(0, Math.min(FAILURES_SHOWN, failures.size()))) {
            report.append("seed ").append(failure.scenario().seed()).append('\n');
            failure.violations()
                    .values()
                    .forEach(
                            violation -> report.append("    ").append(violation).append('\n'));
        }
        if (!failures.isEmpty()) {
            report.append(story(failures.getFirst()));
        }
        return report.toString();
    }

    private static String story(Rehearsal failure) {
        Violation violation = failure.first().orElseThrow();
        Scenario scenario = failure.scenario();
        StringBuilder story = new StringBuilder();
        story.append("seed %d, the last events before %s%n%s".formatted(scenario.seed(), violation, violation.story()));
        story.append("the faults it needs:\n");
        Scenario shrunk = Shrinking.of(scenario, violation.property(), Stepper.REAL);
        shrunk.faults().forEach(fault -> story.append("    ").append(fault).append('\n'));
        return story.toString();
    }
}
