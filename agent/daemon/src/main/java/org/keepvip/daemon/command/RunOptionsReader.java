package org.keepvip.daemon.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The options while they are read. */
final class RunOptionsReader {
    private RunOptions.Task task = new RunOptions.Task.Run();
    private Path file = RunOptions.DEFAULT_FILE;
    private boolean console;
    private boolean syslog;
    private int facility = 3;
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

    RunOptionsReader(boolean bare) {
        console = !bare;
        syslog = bare;
    }

    void take(CommandLine.Setting setting) throws UsageException {
        String argument = setting.argument();
        Flag flag = setting.flag();
        switch (flag) {
            case USE_FILE -> file = Path.of(argument);
            case LOG_CONSOLE -> console = true;
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
                task = new RunOptions.Task.Test(argument.isEmpty() ? Optional.empty() : Optional.of(Path.of(argument)));
            case SIGNUM -> task = new RunOptions.Task.PrintSignal(argument);
            case VERSION -> task = new RunOptions.Task.PrintVersion();
            case HELP -> task = new RunOptions.Task.PrintHelp();
            case DONT_FORK, LOG_DETAIL, RELEASE_VIPS, ALL, NO_BFD, DONT_RESPAWN -> {}
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
                new RunOptions.Log(console, syslog, facility),
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
