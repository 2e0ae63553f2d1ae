package org.keepvip.daemon.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code keepvip run} was asked to do.
 *
 * @param task run, test, or print something and leave
 * @param file the configuration
 * @param log where log lines go
 * @param pidFiles files that get our process id
 * @param configId the node of conditional lines; empty for the host name
 * @param namespace network namespace to run in; empty for the present one
 * @param socket control socket; empty for one in the runtime directory
 * @param requireIncludes a missing include file is an error
 * @param keepAddresses at exit leave the addresses and send no release
 * @param dump log the configuration as understood
 * @param addressMonitoring log every address change
 * @param notes what to say once about flags without meaning here
 */
public record RunOptions(
        Task task,
        Path file,
        Log log,
        List<Path> pidFiles,
        Optional<String> configId,
        Optional<String> namespace,
        Optional<Path> socket,
        boolean requireIncludes,
        boolean keepAddresses,
        boolean dump,
        boolean addressMonitoring,
        List<String> notes) {
    /** keepalived's own default. */
    public static final Path DEFAULT_FILE = Path.of("/etc/keepalived/keepalived.conf");

    /** What to do. */
    public sealed interface Task {
        /** Hold addresses. */
        record Run() implements Task {}

        /** Check the file, with keepalived's exit codes; messages to {@code log}, else to standard error. */
        record Test(Optional<Path> log) implements Task {}

        /** Print the number of a signal. */
        record PrintSignal(String name) implements Task {}

        record PrintVersion() implements Task {}

        record PrintHelp() implements Task {}
    }

    /**
     * Where log lines go.
     *
     * @param facility syslog(3)'s number: 3 daemon, 16 to 23 local0 to local7
     * @param detail more lines
     */
    public record Log(boolean console, boolean syslog, int facility, boolean detail) {}

    /**
     * Reads the arguments of {@code keepvip run}, or with {@code bare} of an invocation that has keepalived's flags
     * alone and logs where keepalived would.
     */
    public static RunOptions of(List<String> arguments, boolean bare) throws UsageException {
        CommandLine line = CommandLine.of(arguments);
        if (!line.words().isEmpty()) {
            throw new UsageException("unexpected " + line.words().getFirst());
        }
        Reading reading = new Reading(bare);
        for (CommandLine.Setting setting : line.settings()) {
            reading.take(setting);
        }
        return reading.options();
    }

    /** The help text. */
    public static String help() {
        StringBuilder text = new StringBuilder("""
                Usage: keepvip run [FLAG]...            hold the addresses of a keepalived.conf, in the foreground
                       keepvip [FLAG]...                the same, logging to syslog unless -l or -G say otherwise
                       keepvip check [--strict] FILE... check configurations, several against each other
                       keepvip status [--json] [--socket PATH]
                       keepvip reload [--socket PATH]

                Flags of run, keepalived's own and --socket:
                """);
        for (Flag flag : Flag.values()) {
            text.append(flag.help()).append('\n');
        }
        return text.toString();
    }

    /** The options while they are read. */
    private static final class Reading {
        private Task task = new Task.Run();
        private Path file = DEFAULT_FILE;
        private boolean console;
        private boolean syslog;
        private int facility = 3;
        private boolean detail;
        private final List<Path> pidFiles = new ArrayList<>();
        private Optional<String> configId = Optional.empty();
        private Optional<String> namespace = Optional.empty();
        private Optional<Path> socket = Optional.empty();
        private boolean requireIncludes;
        private boolean keepAddresses;
        private boolean dump;
        private boolean addressMonitoring;
        private boolean vrrp;
        private boolean checkers;
        private final List<String> notes = new ArrayList<>();

        Reading(boolean bare) {
            console = !bare;
            syslog = bare;
        }

        void take(CommandLine.Setting setting) throws UsageException {
            String argument = setting.argument();
            Flag flag = setting.flag();
            switch (flag) {
                case USE_FILE -> file = Path.of(argument);
                case LOG_CONSOLE -> console = true;
                case LOG_DETAIL -> detail = true;
                case LOG_FACILITY -> {
                    facility = facility(argument);
                    syslog = true;
                }
                case NO_SYSLOG -> syslog = false;
                case PID, VRRP_PID -> pidFiles.add(Path.of(argument));
                case CONFIG_ID -> configId = Optional.of(argument);
                case NAMESPACE -> namespace = Optional.of(argument);
                case SOCKET -> socket = Optional.of(Path.of(argument));
                case ALL_CONFIG -> requireIncludes = true;
                case DONT_RELEASE_VRRP -> keepAddresses = true;
                case DUMP_CONF -> dump = true;
                case ADDRESS_MONITORING -> addressMonitoring = true;
                case VRRP -> vrrp = true;
                case CHECK -> checkers = true;
                case CONFIG_TEST ->
                    task = new Task.Test(argument.isEmpty() ? Optional.empty() : Optional.of(Path.of(argument)));
                case SIGNUM -> task = new Task.PrintSignal(argument);
                case VERSION -> task = new Task.PrintVersion();
                case HELP -> task = new Task.PrintHelp();
                case DONT_FORK, RELEASE_VIPS, ALL, NO_BFD, DONT_RESPAWN -> {}
                case CHECKERS_PID,
                        BFD_PID,
                        DONT_RELEASE_IPVS,
                        SNMP,
                        SNMP_AGENT_SOCKET,
                        UMASK,
                        CORE_DUMP,
                        CORE_DUMP_PATTERN -> notes.add("flag " + flag.display() + ": " + flag.meaning());
            }
        }

        RunOptions options() throws UsageException {
            if (checkers && !vrrp) {
                throw new UsageException("-C asks for health checkers alone, and there are none here: leave it out");
            }
            return new RunOptions(
                    task,
                    file,
                    new Log(console, syslog, facility, detail),
                    List.copyOf(pidFiles),
                    configId,
                    namespace,
                    socket,
                    requireIncludes,
                    keepAddresses,
                    dump,
                    addressMonitoring,
                    notes.stream().distinct().toList());
        }

        private static int facility(String text) throws UsageException {
            String name = text.toLowerCase(Locale.ROOT);
            if (name.equals("daemon")) {
                return 3;
            }
            if (name.equals("user")) {
                return 1;
            }
            if (name.matches("(?:local)?[0-7]")) {
                return 16 + name.charAt(name.length() - 1) - '0';
            }
            throw new UsageException("-S " + text + ": expected 0 to 7, local0 to local7, user or daemon");
        }
    }
}
