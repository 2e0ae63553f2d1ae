package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Named;

/** {@code vrrp_track_process NAME { }}: processes of which a number must run. */
public record TrackProcess(
        @Named("name") String name,

        @Keyword(value = "process", help = "Command that the processes run. Required.", otherwise = "none")
        Optional<ProcessPattern> process,

        @Keyword(
                value = "param_match",
                bare = "exact",
                help =
                        "Compare the parameters: all of them, the first ones of which the last may go on (initial), or the first ones (partial).",
                otherwise = "exact where parameters are written, else they are not compared")
        Optional<ParameterMatch> parameterMatch,

        @Keyword(value = "full_command", help = "Compare the whole command line, not the name that the kernel keeps.")
        boolean fullCommand,

        @Keyword(
                value = "weight",
                min = "-254",
                max = "254",
                standard = "0",
                help = "What it does to the priority where track_process says nothing else; 0: FAULT while it is down.")
        Weight weight,

        @Keyword(value = "quorum", min = "1", max = "65535", standard = "1", help = "How many must run.")
        int quorum,

        @Keyword(value = "quorum_max", min = "0", max = "65535", otherwise = "none", help = "How many may run.")
        Optional<Integer> quorumMax,

        @Keyword(
                value = "delay",
                min = "0.000001",
                max = "3600",
                unit = "s",
                decimals = 6,
                otherwise = "none",
                help = "fork_delay and terminate_delay in one.")
        Optional<Duration> delay,

        @Keyword(
                value = "fork_delay",
                min = "0.000001",
                max = "3600",
                unit = "s",
                decimals = 6,
                otherwise = "none",
                help = "How long enough processes must have run until it is up.")
        Duration forkDelay,

        @Keyword(
                value = "terminate_delay",
                min = "0.000001",
                max = "3600",
                unit = "s",
                decimals = 6,
                otherwise = "none",
                help = "How long there must have been too few until it is down.")
        Duration terminateDelay) {

    /** The word after {@code param_match}. */
    public enum ParameterMatch {
        EXACT,
        INITIAL,
        PARTIAL
    }
}
