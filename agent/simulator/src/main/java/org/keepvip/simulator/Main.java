package org.keepvip.simulator;

import org.keepvip.simulator.scenario.Draw;

/** Runs seeds and says what was found. */
public final class Main {
    private Main() {}

    /**
     * {@code --seeds N} runs so many, {@code --from N} from there on; {@code --seed N} runs one, {@code --trace} prints
     * it; {@code --mutants} runs the mutants. Exit code 1 for violations, rows never taken and mutants that escape,
     * 2 for arguments that make no sense.
     */
    public static void main(String... args) {
        try {
            System.exit(run(Arguments.parse(args)));
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
        }
    }

    private static int run(Arguments arguments) {
        if (arguments.trace()) {
            Rehearsal.printed(Draw.scenario(arguments.from(), arguments.nodes()));
        }
        if (arguments.mutants()) {
            MutationCheck check = MutationCheck.run(arguments.from(), arguments.seeds(), arguments.nodes());
            System.out.print(check.report());
            return check.escaped().isEmpty() ? 0 : 1;
        }
        Campaign campaign = Campaign.run(arguments.from(), arguments.seeds(), arguments.nodes());
        System.out.print(campaign.report());
        return campaign.isClean() ? 0 : 1;
    }
}
