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
import org.keepvip.daemon.command.RunOptions;
import org.keepvip.daemon.configuration.ConfigurationFile;

/** {@code keepvip check}, and {@code -t}. */
final class Check {
    private static final int MISSING = 4;
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
     *     2 for a missing argument, 4 for a missing file, 6 for unsafe scripts and for a file without a virtual router, 5
     *     for any other error
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
        List<ConfigurationFile.Outcome> nodes = read(paths, configId);
        List<Problem> problems = new ArrayList<>();
        nodes.forEach(node -> problems.addAll(node.problems()));
        if (nodes.size() > 1) {
            problems.addAll(Nodes.compare(
                    nodes.stream().map(ConfigurationFile.Outcome::reading).toList()));
        }
        problems.forEach(problem -> err.print(problem.render()));
        int code = strict ? Kind.exitCode(problems) : exitCode(paths, nodes, problems);
        if (code == 0) {
            out.println(paths.size() == 1 ? paths.getFirst() + " is fine" : paths.size() + " files are fine");
        }
        return code;
    }

    /** One file is this machine's. Several are one a node: each by itself and then each with each. */
    private static List<ConfigurationFile.Outcome> read(List<Path> paths, Optional<String> configId) {
        return paths.stream()
                .map(path -> new ConfigurationFile(path, configId, false))
                .map(file -> paths.size() == 1 ? file.read() : file.readFor(Machine.UNKNOWN))
                .toList();
    }

    private int exitCode(List<Path> paths, List<ConfigurationFile.Outcome> nodes, List<Problem> problems) {
        if (nodes.stream().anyMatch(node -> !node.found())) {
            return MISSING;
        }
        int code = exitCode(problems);
        for (int i = 0; i < nodes.size(); i++) {
            if (code == 0 && nodes.get(i).routers().isEmpty()) {
                err.println("no virtual router is configured in " + paths.get(i) + ": there would be nothing to run");
                return ExitCode.NOTHING_CONFIGURED.code();
            }
        }
        return code;
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
