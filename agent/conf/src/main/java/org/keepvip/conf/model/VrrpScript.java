package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Named;

/** {@code vrrp_script NAME { }}: a command that is run again and again; its exit code 0 is success. */
public record VrrpScript(
        @Named("name") String name,

        @Keyword(
                value = "script",
                note =
                        "A command that cannot be executed has failed, and the log says why; keepalived counts it as success.",
                help = "Command; with arguments it is quoted as a whole. No shell runs it. Required.",
                otherwise = "none")
        Optional<Command> command,

        @Keyword(
                value = "interval",
                min = "0",
                max = "4294967",
                unit = "s",
                decimals = 3,
                standard = "1",
                help = "From one run to the next; 0 counts as 1.")
        Duration interval,

        @Keyword(
                value = "timeout",
                min = "0",
                max = "4294967",
                unit = "s",
                decimals = 3,
                otherwise = "the interval",
                help = "A run that lasts longer is ended and counts as a failure; 0 for the interval.")
        Duration timeout,

        @Keyword(
                value = "weight",
                min = "-253",
                max = "253",
                standard = "0",
                help = "What it does to the priority where track_script says nothing else; 0: FAULT while it fails.")
        Weight weight,

        @Keyword(
                value = "rise",
                min = "1",
                max = "2147483647",
                standard = "1",
                help = "Successes in a row until it is up.")
        int rise,

        @Keyword(
                value = "fall",
                min = "1",
                max = "2147483647",
                standard = "1",
                help = "Failures in a row until it is down.")
        int fall,

        @Keyword(value = "user", help = "Who runs it.", otherwise = "script_user")
        Optional<RunAs> user,

        @Keyword(
                value = "init_fail",
                note = "It works: the script counts as failing until it has succeeded rise times.",
                help = "It counts as failing until its first run has ended.")
        boolean initiallyFailed) {}
