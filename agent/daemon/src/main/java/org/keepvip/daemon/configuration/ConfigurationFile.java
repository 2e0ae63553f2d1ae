package org.keepvip.daemon.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.files.FileSystemSources;
import org.keepvip.conf.language.ConfReader;
import org.keepvip.conf.language.ConfText;
import org.keepvip.conf.language.IncludeChecks;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Severity;
import org.keepvip.conf.language.Surroundings;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.reading.ConfigurationReader;
import org.keepvip.conf.reading.Machine;
import org.keepvip.conf.reading.Reading;
import org.keepvip.daemon.script.Vetted;
import org.keepvip.vrrp.ConfiguredRouters;
import org.keepvip.vrrp.Settings;

/**
 * Where a configuration is, and how it is to be read.
 *
 * @param path the file
 * @param configId the node of conditional lines; empty for the host name
 * @param requireIncludes a missing include is an error
 */
public record ConfigurationFile(Path path, Optional<String> configId, boolean requireIncludes) {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /**
     * What reading it gave.
     *
     * @param reading what the text says
     * @param problems everything that is wrong, in the order of the file
     * @param routers those that can run, in the order of the file
     * @param scripts which of its commands may be run, and how
     * @param found whether there was something to read
     */
    public record Outcome(
            Reading reading, List<Problem> problems, List<Settings> routers, Vetted scripts, boolean found) {
        /** What the text says, every default filled in. */
        public Configuration configuration() {
            return reading.configuration();
        }

        /** The problems on whose account keepalived's daemon would not start. */
        public List<Problem> fatal() {
            return problems.stream()
                    .filter(problem -> problem.severity() == Severity.FATAL)
                    .toList();
        }

        /** The problems on whose account a running agent does not take it over. */
        public List<Problem> errors() {
            return problems.stream()
                    .filter(problem -> problem.severity() == Severity.FATAL
                            || (problem.severity() == Severity.ERROR && problem.kind() != Kind.ADVICE))
                    .toList();
        }
    }

    /** Reads it now, for this machine. */
    public Outcome read() {
        return read(ThisMachine.now(), true);
    }

    /** Reads it now, for another network namespace of this machine: its scripts are these, its interfaces are not. */
    public Outcome readForNamespace() {
        return read(Machine.UNKNOWN, true);
    }

    /** Reads it now, for a machine of which the scripts are not known. */
    public Outcome readFor(Machine machine) {
        return read(machine, false);
    }

    private Outcome read(Machine machine, boolean scriptsAreHere) {
        Surroundings around = new Surroundings(
                configId.orElseGet(() -> Surroundings.configIdOf(hostName())),
                Path.of("").toAbsolutePath().toString(),
                Map.copyOf(System.getenv()),
                System.nanoTime(),
                requireIncludes ? IncludeChecks.ALL : IncludeChecks.NONE);
        FileSystemSources files = new FileSystemSources();
        ConfText text = ConfReader.read(path.toString(), files, around);
        Reading reading = ConfigurationReader.read(text, machine, files);
        Vetted scripts = scriptsAreHere
                ? Vetted.here(reading, around.environment())
                : Vetted.elsewhere(reading, around.environment());
        List<Problem> problems = new ArrayList<>(reading.problems());
        problems.addAll(scripts.problems());
        boolean found = !text.files().isEmpty();
        if (!found && Files.exists(path)) {
            problems.add(Problem.error(Kind.ADVICE, Location.whole(path.toString()), path + " cannot be read"));
        }
        return new Outcome(
                reading,
                ConfigurationReader.inOrder(text.files(), problems),
                ConfiguredRouters.of(reading.configuration()),
                scripts,
                found);
    }

    private static String hostName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
