package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;

/** Whom transitions of an instance or a group are told. */
public record Notifies(
        @Keyword(
                value = "notify_master",
                firstCounts = true,
                help = "Command to run on becoming MASTER.",
                otherwise = "none")
        Optional<Command> master,

        @Keyword(
                value = "notify_backup",
                firstCounts = true,
                help = "Command to run on becoming BACKUP.",
                otherwise = "none")
        Optional<Command> backup,

        @Keyword(
                value = "notify_fault",
                firstCounts = true,
                help = "Command to run on entering FAULT.",
                otherwise = "none")
        Optional<Command> fault,

        @Keyword(value = "notify_stop", firstCounts = true, help = "Command to run on stopping.", otherwise = "none")
        Optional<Command> stop,

        @Keyword(
                value = "notify",
                note = "Runs of one object follow one another, so that the last state has the last word.",
                firstCounts = true,
                help = "Command to run on each of these; type, name, state and priority are added to its arguments.",
                otherwise = "none")
        Optional<Command> any,

        @Keyword(
                value = "notify_priority_changes",
                onOff = true,
                inherits = "vrrp_notify_priority_changes",
                help = "Tell the FIFOs each change of the effective priority.")
        boolean priorityChanges,

        @Keyword(value = "smtp_alert", onOff = true, inherits = "smtp_alert_vrrp", help = "Mail transitions.")
        boolean mail) {}
