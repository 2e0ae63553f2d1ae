package org.keepvip.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.check.Nodes;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Severity;
import org.keepvip.conf.reading.Machine;
import org.keepvip.conf.reading.Reading;
import org.keepvip.daemon.command.RunOptions;
import org.keepvip.daemon.configuration.ConfigurationFile;

/** {@code keepvip check}, and {@code -t}. */
final class Check {
    private static final int ERRORS = 5;

    private final PrintStream out;
    private final PrintStream err;

    Check(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Checks each file.
     *
     * @return 0 when all would run, warnings or not; with {@code --strict} what {@code keepalived -t} ends with; otherwise
     *     2 for a missing argument, 4 for a missing file, 6 for unsafe scripts, 5 for any other error
     */
    int files(List<String> arguments) {
        boolean strict = false;
        Optional<String> configId = Optional.empty();
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--strict") || argument.equals("-t")) {
                strict = true;
            } else if (argument.equals("-i") && i + 1 < arguments.size()) {
                configId = Optional.of(arguments.get(++i));
            } else if (argument.startsWith("-")) {
                err.println(
                        "keepvip check: unexpected " + argument + ". Usage: keepvip check [--strict] [-i ID] FILE...");
                return ExitCode.FATAL.code();
            } else {
                paths.add(Path.of(argument));
            }
        }
        if (paths.isEmpty()) {
            paths.add(RunOptions.DEFAULT_FILE);
        }
        List<Problem> problems = problems(paths, configId);
        problems.forEach(problem -> err.print(problem.render()));
        int code = strict ? Kind.exitCode(problems) : exitCode(problems);
        if (code == 0) {
            out.println(paths.size() == 1 ? paths.getFirst() + " is fine" : paths.size() + " files are fine");
        }
        return code;
    }

    /** One file is this machine's. Several are one a node: each by itself and then each with each. */
    private static List<Problem> problems(List<Path> paths, Optional<String> configId) {
        if (paths.size() == 1) {
            return new ConfigurationFile(paths.getFirst(), configId, false)
                    .read()
                    .problems();
        }
        List<Problem> problems = new ArrayList<>();
        List<Reading> nodes = new ArrayList<>();
        for (Path path : paths) {
            ConfigurationFile.Outcome read = new ConfigurationFile(path, configId, false).readFor(Machine.UNKNOWN);
            problems.addAll(read.problems());
            nodes.add(read.reading());
        }
        problems.addAll(Nodes.compare(nodes));
        return problems;
    }

    private static int exitCode(List<Problem> problems) {
        List<Problem> errors = problems.stream()
                .filter(problem -> problem.severity() != Severity.WARNING)
                .toList();
        int code = Kind.exitCode(errors);
        return code == 0 && !errors.isEmpty() ? ERRORS : code;
    }

    /** {@code keepalived -t}: its codes, messages to standard error or to the file given. */
    int asKeepalived(RunOptions options, Optional<Path> log) {
        List<Problem> problems = new ConfigurationFile(options.file(), options.configId(), options.requireIncludes())
                .read()
                .problems();
        StringBuilder text = new StringBuilder();
        problems.forEach(problem -> text.append(problem.render()));
        try {
            if (log.isPresent()) {
                Files.writeString(log.get(), text);
            } else {
                err.print(text);
            }
        } catch (IOException e) {
            err.println("keepvip: cannot write " + log.get() + ": " + e.getMessage());
            return ExitCode.FATAL.code();
        }
        return Kind.exitCode(problems);
    }
}
