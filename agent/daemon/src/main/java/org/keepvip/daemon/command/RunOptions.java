package org.keepvip.daemon.command;

import java.nio.file.Path;
import java.util.List;
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
     */
    public record Log(boolean console, boolean syslog, int facility) {}

    /**
     * Reads the arguments of {@code keepvip run}, or with {@code bare} of an invocation that has keepalived's flags
     * alone and logs where keepalived would.
     */
    public static RunOptions of(List<String> arguments, boolean bare) throws UsageException {
        CommandLine line = CommandLine.of(arguments);
        if (!line.words().isEmpty()) {
            throw new UsageException("unexpected " + line.words().getFirst());
        }
        RunOptionsReader reader = new RunOptionsReader(bare);
        for (CommandLine.Setting setting : line.settings()) {
            reader.take(setting);
        }
        return reader.options();
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
}
