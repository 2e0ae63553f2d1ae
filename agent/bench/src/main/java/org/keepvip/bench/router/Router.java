package org.keepvip.bench.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.lab.Node;

/** A router that runs on a node, with every process that belongs to it. */
public final class Router implements AutoCloseable {
    private final Implementation implementation;
    private final Node node;
    private final Instant started;
    private final List<Process> processes;
    private final Path log;

    private Router(Implementation implementation, Node node, Instant started, List<Process> processes, Path log) {
        this.implementation = implementation;
        this.node = node;
        this.started = started;
        this.processes = List.copyOf(processes);
        this.log = log;
    }

    /** Starts an implementation on a node of a lab, set up against the other node. */
    public static Router start(Implementation implementation, Lab lab, Node node, Setup setup) {
        Node peer = node.equals(lab.left()) ? lab.right() : lab.left();
        return switch (implementation) {
            case KEEPVIP, KEEPALIVED ->
                start(implementation, lab.directory(), node, KeepalivedConf.of(setup, node, peer));
            case FRR -> startFrr(lab.directory(), node, setup);
        };
    }

    /** Starts keepalived or KeepVIP with a configuration given as text. Every start has files of its own. */
    public static Router start(Implementation implementation, Path directory, Node node, String configuration) {
        return start(implementation, directory, node, configuration, Map.of());
    }

    /** The same with more environment variables. */
    public static Router start(
            Implementation implementation,
            Path directory,
            Node node,
            String configuration,
            Map<String, String> environment) {
        Path home = home(directory, node, implementation);
        Path conf = write(home.resolve("keepalived.conf"), configuration);
        Path log = home.resolve("log");
        Command command = switch (implementation) {
            case KEEPALIVED -> keepalived(home, conf);
            case KEEPVIP ->
                Command.of(implementation.binary().toString(), "run", "-f", conf.toString(), "-n", "-l")
                        .with("KEEPVIP_RUNTIME", home.toString());
            case FRR -> throw new IllegalArgumentException("FRR does not read keepalived.conf");
        };
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            command = command.with(variable.getKey(), variable.getValue());
        }
        Instant now = Instant.now();
        return new Router(
                implementation, node, now, List.of(command.in(node.namespace()).start(log)), log);
    }

    /** What it is. */
    public Implementation implementation() {
        return implementation;
    }

    /** Where it runs. */
    public Node node() {
        return node;
    }

    /** The moment before its first process was started. */
    public Instant started() {
        return started;
    }

    /** Its process ids, children first. */
    public List<Long> processIds() {
        List<Long> ids = new ArrayList<>();
        for (Process process : processes.reversed()) {
            process.descendants().map(ProcessHandle::pid).forEach(ids::add);
            ids.add(process.pid());
        }
        return ids;
    }

    /** Whether its first process is there. */
    public boolean alive() {
        return processes.getFirst().isAlive();
    }

    /**
     * Whether the kernel shows a raw socket for VRRP (protocol 112) or its Authentication Header (51) in the node's namespace. That is the
     * nearest sign from outside that it listens.
     */
    public boolean listens() {
        return Stream.of("raw", "raw6").anyMatch(table -> {
            Path path = Path.of("/proc/" + processes.getFirst().pid() + "/net/" + table);
            try (Stream<String> rows = Files.lines(path)) {
                return rows.anyMatch(row -> row.contains(":0070 ") || row.contains(":0033 "));
            } catch (IOException | UncheckedIOException gone) {
                return false;
            }
        });
    }

    /** kill -9 to all of it at once, children first so that no supervisor can restart them. Returns the moment before. */
    public Instant kill() {
        List<Long> ids = processIds();
        Instant before = Instant.now();
        signal("KILL", ids);
        return before;
    }

    /** SIGTERM to what an operator would stop; returns the moment before. */
    public Instant terminate() {
        Instant before = Instant.now();
        processes.reversed().getFirst().destroy();
        return before;
    }

    /** A file beside its log, as {@code keepalived.conf}. */
    public Path file(String name) {
        return log.resolveSibling(name);
    }

    /** SIGHUP to what an operator would tell to read its configuration again. */
    public void reload() {
        signal("HUP", List.of(processes.getFirst().pid()));
    }

    /** How many lines of its log contain a text. */
    public long told(String text) {
        try (Stream<String> lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGSTOP to all of it; returns the moment after. */
    public Instant freeze() {
        return signal("STOP", processIds());
    }

    /** SIGCONT to all of it; returns the moment before. */
    public Instant thaw() {
        Instant before = Instant.now();
        signal("CONT", processIds());
        return before;
    }

    /** Waits for its end after {@link #terminate}. */
    public boolean ended(Duration patience) {
        try {
            Process main = processes.reversed().getFirst();
            main.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many lines it has logged. */
    public long logLines() {
        try (Stream<String> lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its log, for a person who looks for the cause of a failure; no judge reads it. */
    public String logTail() {
        try (Stream<String> lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 30), all.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        if (processes.stream().anyMatch(Process::isAlive)) {
            signal("KILL", processIds());
        }
    }

    private static Command keepalived(Path home, Path conf) {
        return Command.of(
                        Implementation.KEEPALIVED.binary().toString(),
                        "-f",
                        conf.toString(),
                        "-n",
                        "-l",
                        "-P",
                        "-p",
                        home.resolve("pid").toString(),
                        "-r",
                        home.resolve("vrrp.pid").toString())
                .with("TMPDIR", home.toString());
    }

    private static Router startFrr(Path directory, Node node, Setup setup) {
        Path home = home(directory, node, Implementation.FRR);
        Implementation.FRR.binary();
        FrrSetup.prepare(node, setup);
        Path zebraConf = write(home.resolve("zebra.conf"), "hostname " + node.name() + "\n");
        Path vrrpConf = write(home.resolve("vrrpd.conf"), FrrSetup.configuration(setup));
        FrrSetup.give(directory, home);
        Path log = home.resolve("log");
        Instant now = Instant.now();
        Process zebra =
                FrrSetup.daemon("zebra", home, zebraConf).in(node.namespace()).start(home.resolve("zebra.log"));
        Process vrrpd =
                FrrSetup.daemon("vrrpd", home, vrrpConf).in(node.namespace()).start(log);
        return new Router(Implementation.FRR, node, now, List.of(zebra, vrrpd), log);
    }

    private static Instant signal(String name, List<Long> ids) {
        List<String> words = new ArrayList<>(List.of("kill", "-" + name));
        ids.forEach(id -> words.add(Long.toString(id)));
        try {
            new Command(words, Map.of()).output();
        } catch (LabException alreadyGone) {
            if (!"KILL".equals(name)) {
                throw alreadyGone;
            }
        }
        return Instant.now();
    }

    private static Path home(Path directory, Node node, Implementation implementation) {
        try {
            return Files.createTempDirectory(directory, node.name() + "-" + implementation + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
