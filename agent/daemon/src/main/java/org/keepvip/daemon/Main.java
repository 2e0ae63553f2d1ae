package org.keepvip.daemon;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.ctl.AgentCommand;
import org.keepvip.ctl.RuntimeDirectory;
import org.keepvip.ctl.Verb;
import org.keepvip.daemon.command.RunOptions;
import org.keepvip.daemon.command.UsageException;

/** The command {@code keepvip}. */
public final class Main {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    private Main(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        int code = ExitCode.BUG.code();
        try {
            code = new Main(System.getenv(), System.out, System.err).run(List.of(arguments));
            System.out.flush();
        } catch (RuntimeException | Error bug) {
            System.err.println("keepvip: a bug of KeepVIP: " + bug);
            for (StackTraceElement element : bug.getStackTrace()) {
                System.err.println("    at " + element);
            }
        } finally {
            // Not exit: the log's writer may hang in a blocked pipe, and nothing is left to be done.
            Runtime.getRuntime().halt(code);
        }
    }

    private int run(List<String> arguments) throws InterruptedException {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            return agent(arguments, true);
        }
        List<String> rest = arguments.subList(1, arguments.size());
        if (rest.contains("--help")) {
            return help();
        }
        return switch (arguments.getFirst()) {
            case "run" -> agent(rest, false);
            case "check" -> new Check(out, err).files(rest);
            case "status" -> ask(Verb.STATUS, rest);
            case "reload" -> ask(Verb.RELOAD, rest);
            case "version" -> version();
            case "help" -> help();
            default -> {
                err.println("keepvip: unknown command " + arguments.getFirst()
                        + "; expected run, check, status, reload, " + "version or help");
                yield ExitCode.FATAL.code();
            }
        };
    }

    private int agent(List<String> arguments, boolean bare) throws InterruptedException {
        RunOptions options;
        try {
            options = RunOptions.of(arguments, bare);
        } catch (UsageException e) {
            err.println("keepvip: " + e.getMessage() + " (keepvip --help lists the flags)");
            return ExitCode.FATAL.code();
        }
        return switch (options.task()) {
            case RunOptions.Task.Run _ ->
                new Run(options, environment, err).run().code();
            case RunOptions.Task.Test test -> new Check(out, err).asKeepalived(options, test.log());
            case RunOptions.Task.PrintSignal signal -> signal(signal.name());
            case RunOptions.Task.PrintVersion _ -> version();
            case RunOptions.Task.PrintHelp _ -> help();
        };
    }

    private int ask(Verb verb, List<String> arguments) {
        return new AgentCommand(verb, RuntimeDirectory.of(environment), InstantSource.system(), out, err)
                .run(arguments);
    }

    private int signal(String name) {
        Optional<Integer> number = Signals.number(name);
        if (number.isEmpty()) {
            err.println("Unknown sigfunc " + name);
            return ExitCode.FATAL.code();
        }
        out.println(number.get());
        return ExitCode.OK.code();
    }

    private int version() {
        out.println("KeepVIP " + Version.text());
        return ExitCode.OK.code();
    }

    private int help() {
        out.print(RunOptions.help());
        return ExitCode.OK.code();
    }
}
