package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;

/** FIFOs into which transitions are written. */
public record Fifos(
        @Keyword(
                value = "notify_fifo",
                note = "A reader that comes late gets the last state of each object; what was left out is logged.",
                dispensable = true,
                firstCounts = true,
                help = "FIFO for all transitions.",
                otherwise = "none")
        Optional<Fifo> all,

        @Keyword(
                value = "notify_fifo_script",
                dispensable = true,
                firstCounts = true,
                help = "Command that reads it; its path is added to the arguments.",
                otherwise = "none")
        Optional<Command> allScript,

        @Keyword(
                value = "vrrp_notify_fifo",
                dispensable = true,
                firstCounts = true,
                help = "FIFO for transitions of instances and groups.",
                otherwise = "none")
        Optional<Fifo> vrrp,

        @Keyword(
                value = "vrrp_notify_fifo_script",
                dispensable = true,
                firstCounts = true,
                help = "Command that reads it; its path is added to the arguments.",
                otherwise = "none")
        Optional<Command> vrrpScript,

        @Keyword(
                value = "fifo_write_vrrp_states_on_reload",
                help = "After a reload, write the states of all instances and groups.")
        boolean writeOnReload,

        @Keyword(
                value = "vrrp_notify_priority_changes",
                onOff = true,
                help = "notify_priority_changes for all instances and groups.")
        boolean priorityChanges) {}
