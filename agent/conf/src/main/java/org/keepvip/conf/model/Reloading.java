package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.NotServed;

/** What a reload waits for and does first. */
@NotServed(topic = "timed and file-driven reload")
public record Reloading(
        @Keyword(
                value = "reload_check_config",
                bare = "/dev/null",
                help =
                        "Check the new configuration first and keep the old one when it does not start; what is wrong goes to"
                                + " this file.",
                otherwise = "off")
        Optional<String> checkLog,

        @Keyword(
                value = "reload_time_file",
                dispensable = true,
                help =
                        "File whose first line says when to reload: HH:MM:SS or YYYY-MM-DD HH:MM:SS, Z behind it for UTC.",
                otherwise = "none")
        Optional<String> timeFile,

        @Keyword(value = "reload_repeat", help = "That file stays, and the reload repeats daily.")
        boolean repeats,

        @Keyword(
                value = "reload_file",
                bare = "keepalived.reload",
                help =
                        "File that is made before the configuration is read, and removed after; a name without directory is"
                                + " in the directory of the PID file.",
                otherwise = "none")
        Optional<String> handshake) {}
