package org.keepvip.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.keyword.Dump;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Severity;
import org.keepvip.ctl.RuntimeDirectory;
import org.keepvip.ctl.Verb;
import org.keepvip.daemon.agent.Host;
import org.keepvip.daemon.agent.OtherSpeakers;
import org.keepvip.daemon.agent.Rehearsal;
import org.keepvip.daemon.command.RunOptions;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.control.Answer;
import org.keepvip.daemon.control.ControlServer;
import org.keepvip.daemon.control.StatusAnswer;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.daemon.notification.Notifications;
import org.keepvip.daemon.script.AgentScripts;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.CurrentProcess;
import org.keepvip.vrrp.StaticHolding;
import org.keepvip.vrrp.notice.Notice;

/** {@code keepvip run}: from the file to the routers, and until a signal ends them. */
final class Run {
    private static final String ELSEWHERE = "another agent in this network namespace already runs ";
    private static final Duration LOG_PATIENCE = Duration.ofMillis(300);
    private static final Duration BUG_LOG_PATIENCE = Duration.ofSeconds(1);

    private final RunOptions options;
    private final Map<String, String> environment;
    private final PrintStream err;
    private final ConfigurationFile file;
    private final Journal journal;
    private final Instant started = Instant.now();
    private final CompletableFuture<Host> serving = new CompletableFuture<>();
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();
    private final List<PidFile> pidFiles = new ArrayList<>();
    private ConfigurationFile.@Nullable Outcome running;
    /** The mistakes in the file that runs: it started with them, so they are no reason to refuse it again. */
    private Set<String> tolerated = Set.of();

    private @Nullable ControlServer control;
    private final AgentScripts scripts;
    private @Nullable Notifications notifications;
    private @Nullable Following following;
    private final InstanceLocks locks;

    Run(RunOptions options, Map<String, String> environment, PrintStream err) {
        this.options = options;
        this.environment = environment;
        this.err = err;
        locks = new InstanceLocks(options.namespace());
        file = new ConfigurationFile(options.file(), options.configId(), options.requireIncludes());
        RunOptions.Log log = options.log();
        journal = Journal.to(log.console(), log.syslog(), log.facility());
        scripts = new AgentScripts(environment, options.namespace(), journal);
    }

    /** Runs until it is told to stop; the process ends with the result. */
    ExitCode run() throws InterruptedException {
        journal.start();
        listenToSignals();
        try {
            return hold();
        } finally {
            journal.close(LOG_PATIENCE);
        }
    }

    private ExitCode hold() throws InterruptedException {
        ConfigurationFile.Outcome read = read();
        read.problems().forEach(this::tell);
        if (!read.fatal().isEmpty()) {
            return refuse("the configuration cannot be run", ExitCode.CONFIGURATION);
        }
        if (read.routers().isEmpty()) {
            return refuse("no virtual router is configured in " + options.file(), ExitCode.NOTHING_CONFIGURED);
        }
        tolerated = mistakes(read);
        new ProcessName().set(read.configuration().globals().files());
        Host host;
        try {
            for (Path path : options.pidFiles()) {
                pidFiles.add(PidFile.write(path));
            }
            lock(read);
            host = start(read);
        } catch (ErrnoException e) {
            abandonStart();
            return refuse(
                    e.getMessage()
                            + (e.errno() == Errno.EPERM ? " (needs root, or CAP_NET_ADMIN and CAP_NET_RAW)" : ""),
                    e.errno() == Errno.EPERM ? ExitCode.NO_PERMISSION : ExitCode.FATAL);
        } catch (IOException | Host.BusyException e) {
            abandonStart();
            return refuse(String.valueOf(e.getMessage()), ExitCode.FATAL);
        }
        Following followed = new Following(host, options.namespace(), journal);
        following = followed;
        followed.start(read);
        serve(host, read);
        ExitCode code = end.join();
        return close(host) ? code : ExitCode.FATAL;
    }

    private void abandonStart() {
        removePidFiles();
        if (notifications != null) {
            notifications.abandon();
        }
    }

    private Host start(ConfigurationFile.Outcome read) throws ErrnoException {
        notifications = new Notifications(read.configuration(), read.scripts().vetting(), options.namespace(), journal);
        scripts.open(read.configuration().globals().scripts(), read.scripts());
        Host host = Host.start(
                read.routers(),
                read.configuration().globals().scheduling(),
                options.namespace(),
                options.addressMonitoring(),
                journal,
                this::beside,
                this::endWithBug);
        scripts.prepare(read.scripts());
        scripts.track(read.configuration(), host::report);
        running = read;
        return host;
    }

    /** What runs beside the agent, begun on its loop. */
    private Consumer<Notice> beside(Loop loop) throws ErrnoException {
        return notifications().begin(loop, scripts.begin(loop));
    }

    private Notifications notifications() {
        return Objects.requireNonNull(notifications);
    }

    /** From the first moment on: a signal that comes during the start is served when it is over. */
    private void listenToSignals() {
        Signals.handle(List.of("TERM", "INT"), () -> end.complete(ExitCode.OK));
        Signals.handle(List.of("HUP"), () -> reload(serving.join()));
        Signals.handle(List.of("USR1", "USR2"), () -> tellRoles(serving.join()));
        Signals.handle(
                List.of("XCPU"),
                () -> journal.warning(
                        "the loop ran on for longer than vrrp_rlimit_rttime without waiting for anything"));
        for (String name : List.of("STATS_CLEAR", "JSON")) {
            Signals.number(name).ifPresent(this::ignore);
        }
    }

    private void tellRoles(Host host) {
        try {
            host.report().forEach(router -> journal.info("(" + router.settings().name() + ") is " + router.role()));
        } catch (Host.BusyException e) {
            journal.error(String.valueOf(e.getMessage()));
        }
    }

    private void lock(ConfigurationFile.Outcome read) throws IOException {
        List<String> taken = locks.take(read.routers());
        if (!taken.isEmpty()) {
            throw new IOException(ELSEWHERE + String.join(", ", taken));
        }
        for (String speaker : OtherSpeakers.in(options.namespace(), OtherSpeakers.ownName())) {
            journal.warning(
                    "process " + speaker + " speaks VRRP here too: of a virtual router that both have, each would"
                            + " take the other's addresses off; stop one of the two");
        }
    }

    /** What can wait until the first adverts have left. */
    private void serve(Host host, ConfigurationFile.Outcome read) {
        host.keep(StaticHolding.of(read.configuration()));
        journal.info("KeepVIP " + Version.text() + " runs " + options.file());
        options.notes().forEach(journal::info);
        if (options.dump()) {
            Dump.of(read.configuration()).lines().forEach(journal::info);
        }
        RuntimeDirectory runtime = RuntimeDirectory.of(environment);
        try {
            ControlServer server = ControlServer.open(options.socket(), runtime, verb -> answer(verb, host), journal);
            control = server;
            server.start();
            journal.info("control socket " + server.path());
        } catch (IOException e) {
            journal.warning("no control socket, so no status and no reload but by SIGHUP: " + e.getMessage());
        }
        ServiceStatus.tell("READY=1", environment, journal);
        serving.complete(host);
        Rehearsal.begin(read.routers(), journal);
    }

    /** keepalived writes files on these; here `status` tells, but who still sends them must not end us. */
    private void ignore(int signal) {
        try {
            CurrentProcess.ignore(signal);
        } catch (ErrnoException e) {
            journal.warning("signal " + signal + " would end this process: " + e.getMessage());
        }
    }

    private byte[] answer(Verb verb, Host host) {
        try {
            return answered(verb, host);
        } catch (Host.BusyException e) {
            return Answer.outcome(false, List.of(String.valueOf(e.getMessage())));
        }
    }

    private byte[] answered(Verb verb, Host host) {
        return switch (verb) {
            case STATUS ->
                new StatusAnswer(
                                Version.text(),
                                ProcessHandle.current().pid(),
                                options.file(),
                                started,
                                journal.dropped(),
                                host.report())
                        .line();
            case RELOAD -> {
                Reloaded reloaded = reload(host);
                yield Answer.outcome(reloaded.taken(), reloaded.messages());
            }
        };
    }

    private record Reloaded(boolean taken, List<String> messages) {}

    /** One at a time; a file with a mistake that the running one does not have changes nothing. */
    private synchronized Reloaded reload(Host host) {
        journal.info("reading " + options.file() + " again");
        ConfigurationFile.Outcome read = read();
        read.problems().forEach(this::tell);
        List<String> messages = new ArrayList<>(read.problems().stream()
                .map(problem -> problem.render().stripTrailing())
                .toList());
        Optional<String> refusal = refusal(read);
        if (refusal.isPresent()) {
            String told = "reload refused, the old configuration goes on: " + refusal.get();
            journal.error(told);
            messages.add(told);
            return new Reloaded(false, messages);
        }
        tolerated = mistakes(read);
        List<String> changes;
        try {
            scripts.prepare(read.scripts());
            notifications().change(read.configuration(), read.scripts().vetting());
            host.keep(StaticHolding.of(read.configuration()));
            changes = host.reload(read.routers());
            notifications().changed();
            scripts.track(read.configuration(), host::report);
        } catch (Host.BusyException | ErrnoException e) {
            messages.add("the reload may be done later: " + e.getMessage());
            journal.error(messages.getLast());
            return new Reloaded(false, messages);
        }
        if (following != null) {
            following.change(read);
        }
        running = read;
        locks.retain(read.routers());
        changes.forEach(journal::info);
        journal.info("reloaded, " + (changes.isEmpty() ? "nothing changed" : changes.size() + " changes"));
        messages.addAll(changes);
        return new Reloaded(true, messages);
    }

    /** The interfaces of another network namespace are not looked at: they may come later anyway. */
    private ConfigurationFile.Outcome read() {
        return options.namespace().isPresent() ? file.readForNamespace() : file.read();
    }

    private Optional<String> refusal(ConfigurationFile.Outcome read) {
        if (read.routers().isEmpty()) {
            return Optional.of("no virtual router is configured");
        }
        long added = read.errors().stream()
                .filter(problem -> problem.severity() == Severity.FATAL || !tolerated.contains(mistake(problem)))
                .count();
        if (added > 0) {
            return Optional.of(added + " errors that what runs does not have");
        }
        try {
            List<String> taken = locks.take(read.routers());
            return taken.isEmpty() ? Optional.empty() : Optional.of(ELSEWHERE + String.join(", ", taken));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Set<String> mistakes(ConfigurationFile.Outcome read) {
        return read.errors().stream().map(Run::mistake).collect(Collectors.toUnmodifiableSet());
    }

    private static String mistake(Problem problem) {
        return problem.kind() + " " + problem.message();
    }

    private void tell(Problem problem) {
        String text = problem.render().stripTrailing();
        for (String line : text.lines().toList()) {
            if (problem.severity() != Severity.WARNING) {
                journal.error(line);
            } else {
                journal.warning(line);
            }
        }
    }

    private ExitCode refuse(String why, ExitCode code) {
        journal.error(why);
        if (!options.log().console()) {
            err.println("keepvip: " + why);
        }
        return code;
    }

    /** Whether everything was released. */
    private boolean close(Host host) throws InterruptedException {
        ServiceStatus.tell("STOPPING=1", environment, journal);
        journal.info("stopping");
        if (following != null) {
            following.close();
        }
        boolean released = true;
        try {
            host.release(options.keepAddresses());
            notifications().finish();
            scripts.end();
            host.end();
        } catch (Host.BusyException e) {
            journal.error("ends with its addresses on: " + e.getMessage());
            released = false;
        }
        if (following != null) {
            following.sayGoodbye();
        }
        ConfigurationFile.Outcome last = running;
        if (last != null) {
            scripts.close(last.configuration().globals().scripts(), last.scripts());
        }
        ControlServer server = control;
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                journal.warning("cannot remove " + server.path() + ": " + e.getMessage());
            }
        }
        removePidFiles();
        journal.info("stopped");
        return released;
    }

    private void removePidFiles() {
        for (PidFile pidFile : pidFiles) {
            try {
                pidFile.close();
            } catch (IOException e) {
                journal.warning("cannot remove a pid file: " + e.getMessage());
            }
        }
        pidFiles.clear();
    }

    /** On the loop, which does not go on: the service manager starts us anew. */
    private void endWithBug(List<String> lines) {
        try {
            lines.forEach(journal::error);
            journal.close(BUG_LOG_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(ExitCode.BUG.code());
        }
    }
}
