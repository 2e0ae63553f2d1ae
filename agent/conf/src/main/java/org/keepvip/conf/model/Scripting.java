package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;

/** Who runs scripts, and those of the process itself. */
public record Scripting(
        @Keyword(
                value = "script_user",
                dispensable = true,
                help = "Who runs scripts that do not say it themselves.",
                otherwise = "keepalived_script if there is such a user, else the agent's own user")
        Optional<RunAs> user,

        @Keyword(value = "enable_script_security", help = "Do not run as root what others than root could change.")
        boolean secured,

        @Keyword(
                value = "use_symlink_paths",
                onOff = true,
                since = "2.3.0",
                help = "Keep symbolic links in the paths of scripts.")
        boolean symlinkPaths,

        @Keyword(
                value = "set_supplementary_groups",
                onOff = true,
                since = "2.4.4",
                help = "Give scripts the supplementary groups of their user.")
        boolean supplementaryGroups,

        @Keyword(
                value = "startup_script",
                dispensable = true,
                firstCounts = true,
                help = "Command to run before anything else.",
                otherwise = "none")
        Optional<Command> startup,

        @Keyword(
                value = "startup_script_timeout",
                min = "1",
                max = "1000",
                unit = "s",
                standard = "10",
                help = "How long it may take.")
        Duration startupTimeout,

        @Keyword(
                value = "shutdown_script",
                dispensable = true,
                firstCounts = true,
                help = "Command to run after everything else.",
                otherwise = "none")
        Optional<Command> shutdown,

        @Keyword(
                value = "shutdown_script_timeout",
                min = "1",
                max = "1000",
                unit = "s",
                standard = "10",
                help = "How long it may take.")
        Duration shutdownTimeout,

        @Keyword(
                value = "notify_script_timeout",
                min = "1",
                max = "1000",
                unit = "s",
                standard = "30",
                help = "How long a notify script may go on while one about a newer state waits; KeepVIP's own keyword.")
        Duration notifyTimeout) {}
