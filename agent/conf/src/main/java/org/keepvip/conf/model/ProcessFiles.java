package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.NotServed;

/** What the process is called, and the files it writes. */
public record ProcessFiles(
        @Keyword(value = "process_names", help = "Name the process keepalived_vrrp in ps.")
        boolean standardName,

        @Keyword(value = "process_name", length = 15, help = "Name of the process in ps.", otherwise = "none")
        Optional<String> name,

        @Keyword(
                value = "vrrp_process_name",
                length = 15,
                help = "Name of the process in ps; it goes before process_name.",
                otherwise = "none")
        Optional<String> vrrpName,

        @NotServed(topic = "process files")
        @Keyword(value = "umask", standard = "0177", help = "Permissions that files it writes do not have.")
        Umask umask,

        @NotServed(topic = "the configuration is read once and kept in memory", effect = NotServed.Effect.NEEDLESS)
        @Keyword(
                value = "tmp_config_directory",
                help = "Where keepalived copies its configuration to; KeepVIP keeps it in memory.",
                otherwise = "memory")
        Optional<String> copies,

        @NotServed(topic = "process files")
        @Keyword(
                value = "config_save_dir",
                help = "Where state and configuration are saved before and after each reload.",
                otherwise = "not saved")
        Optional<String> saves,

        @NotServed(topic = "process files")
        @Keyword(
                value = "data_use_instance",
                onOff = true,
                help = "Instance and network namespace are part of the names of dumps.")
        boolean namesHaveInstance,

        @NotServed(topic = "process files")
        @Keyword(
                value = "json_version",
                min = "1",
                max = "2",
                standard = "1",
                since = "2.2.8",
                help = "Shape of the JSON dump.")
        int jsonVersion,

        @NotServed(topic = "process files")
        @Keyword(
                value = "state_dump_file",
                since = "2.3.3",
                help = "Path of the dump of the state.",
                otherwise = "keepalived.data in the directory for temporary files")
        Optional<String> stateDump,

        @NotServed(topic = "process files")
        @Keyword(
                value = "stats_dump_file",
                since = "2.3.3",
                help = "Path of the dump of the counters.",
                otherwise = "keepalived.stats in the directory for temporary files")
        Optional<String> statsDump,

        @NotServed(topic = "process files")
        @Keyword(
                value = "json_dump_file",
                since = "2.3.3",
                help = "Path of the JSON dump.",
                otherwise = "keepalived.json in the directory for temporary files")
        Optional<String> jsonDump) {}
