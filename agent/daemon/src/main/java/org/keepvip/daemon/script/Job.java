package org.keepvip.daemon.script;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.model.Command;

/**
 * A command to be run once.
 *
 * @param command what the configuration says
 * @param arguments what is added to its arguments
 * @param limit how long it may take; empty for as long as it likes
 * @param bound whether it ends when the agent does, however the agent ends
 */
public record Job(Command command, List<String> arguments, Optional<Duration> limit, boolean bound) {
    /** Copies the arguments. */
    public Job {
        arguments = List.copyOf(arguments);
    }

    /** A check: of no use to anybody but this agent. */
    public static Job check(Command command, Duration limit) {
        return new Job(command, List.of(), Optional.of(limit), true);
    }

    /** Something told to a program, which finishes what it does with it though the agent ends. */
    public static Job notice(Command command, List<String> arguments) {
        return new Job(command, arguments, Optional.empty(), false);
    }
}
