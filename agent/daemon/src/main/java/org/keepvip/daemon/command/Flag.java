package org.keepvip.daemon.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A flag of keepalived(8), or one of ours, as {@code keepvip run} and a bare invocation take it. */
enum Flag {
    USE_FILE(
            'f',
            "use-file",
            Argument.REQUIRED,
            "FILE",
            "the configuration, /etc/keepalived/keepalived.conf if not given"),
    DONT_FORK('n', "dont-fork", Argument.NONE, "", "stay in the foreground, which KeepVIP always does"),
    LOG_CONSOLE('l', "log-console", Argument.NONE, "", "log to standard error"),
    LOG_DETAIL('D', "log-detail", Argument.NONE, "", "log in detail, which KeepVIP always does"),
    LOG_FACILITY('S', "log-facility", Argument.REQUIRED, "0-7", "syslog facility: 0-7, local0-local7, user or daemon"),
    NO_SYSLOG('G', "no-syslog", Argument.NONE, "", "do not log to syslog"),
    CONFIG_TEST('t', "config-test", Argument.OPTIONAL, "FILE", "check the configuration, with keepalived's exit codes"),
    PID('p', "pid", Argument.REQUIRED, "FILE", "write the process id there"),
    VRRP_PID('r', "vrrp_pid", Argument.REQUIRED, "FILE", "write the process id there too"),
    CHECKERS_PID('c', "checkers_pid", Argument.REQUIRED, "FILE", "no meaning here: there is no checker process"),
    BFD_PID('b', "bfd_pid", Argument.REQUIRED, "FILE", "no meaning here: there is no BFD process"),
    CONFIG_ID(
            'i',
            "config-id",
            Argument.REQUIRED,
            "ID",
            "the node of conditional lines (@ID), the host name if not given"),
    NAMESPACE('s', "namespace", Argument.REQUIRED, "NAME", "run in this network namespace"),
    ALL_CONFIG('e', "all-config", Argument.NONE, "", "a missing include file is an error"),
    DONT_RELEASE_VRRP('V', "dont-release-vrrp", Argument.NONE, "", "at exit leave the addresses and send no release"),
    RELEASE_VIPS('X', "release-vips", Argument.NONE, "", "drop addresses on leaving MASTER, which KeepVIP always does"),
    VRRP('P', "vrrp", Argument.NONE, "", "run VRRP alone, which KeepVIP always does"),
    CHECK('C', "check", Argument.NONE, "", "run health checkers alone: refused, there are none"),
    NO_BFD('B', "no_bfd", Argument.NONE, "", "no meaning here: there is no BFD process"),
    ALL('\0', "all", Argument.NONE, "", "no meaning here: there is one process"),
    DONT_RELEASE_IPVS('I', "dont-release-ipvs", Argument.NONE, "", "no meaning here: there is no IPVS"),
    DONT_RESPAWN('R', "dont-respawn", Argument.NONE, "", "no meaning here: the service manager restarts the agent"),
    DUMP_CONF('d', "dump-conf", Argument.NONE, "", "log the configuration as it was understood"),
    ADDRESS_MONITORING('a', "address-monitoring", Argument.NONE, "", "log every address the kernel adds or removes"),
    SNMP('x', "snmp", Argument.NONE, "", "no meaning here: SNMP is not served"),
    SNMP_AGENT_SOCKET('A', "snmp-agent-socket", Argument.REQUIRED, "FILE", "no meaning here: SNMP is not served"),
    UMASK('u', "umask", Argument.REQUIRED, "MASK", "no meaning here: every file is created with a fixed mode"),
    CORE_DUMP('m', "core-dump", Argument.NONE, "", "no meaning here: the JVM writes its own error file"),
    CORE_DUMP_PATTERN('M', "core-dump-pattern", Argument.OPTIONAL, "PATTERN", "no meaning here, as -m"),
    SIGNUM(
            '\0',
            "signum",
            Argument.REQUIRED,
            "NAME",
            "print the number of the signal for STOP, RELOAD, DATA, STATS, STATS_CLEAR or JSON"),
    SOCKET('\0', "socket", Argument.REQUIRED, "PATH", "the control socket"),
    VERSION('v', "version", Argument.NONE, "", "print the version"),
    HELP('h', "help", Argument.NONE, "", "print this");

    /** Whether a flag takes an argument; an optional one has to be attached to the flag. */
    enum Argument {
        NONE,
        REQUIRED,
        OPTIONAL
    }

    private final char letter;
    private final String word;
    private final Argument argument;
    private final String argumentName;
    private final String meaning;

    Flag(char letter, String word, Argument argument, String argumentName, String meaning) {
        this.letter = letter;
        this.word = word;
        this.argument = argument;
        this.argumentName = argumentName;
        this.meaning = meaning;
    }

    Argument argument() {
        return argument;
    }

    String meaning() {
        return meaning;
    }

    /** The flag written {@code -letter}. */
    static Optional<Flag> of(char letter) {
        return Arrays.stream(values())
                .filter(flag -> flag.letter == letter && letter != '\0')
                .findFirst();
    }

    /** The flags whose long name is or begins with {@code word}; one when it is unambiguous, as with getopt_long(3). */
    static List<Flag> of(String word) {
        List<Flag> exact =
                Arrays.stream(values()).filter(flag -> flag.word.equals(word)).toList();
        return exact.isEmpty()
                ? Arrays.stream(values())
                        .filter(flag -> flag.word.startsWith(word))
                        .toList()
                : exact;
    }

    /** As written in a message: {@code -f}, or {@code --socket} without a letter. */
    String display() {
        return letter == '\0' ? "--" + word : "-" + letter;
    }

    /** A line of the help text. */
    String help() {
        String tail = switch (argument) {
            case NONE -> "";
            case REQUIRED -> "=" + argumentName;
            case OPTIONAL -> "[=" + argumentName + "]";
        };
        return "  %s --%-28s %s".formatted(letter == '\0' ? "   " : "-" + letter + ",", word + tail, meaning);
    }
}
