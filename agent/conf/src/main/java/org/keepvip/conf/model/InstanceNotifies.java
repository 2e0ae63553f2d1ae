package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Group;
import org.keepvip.conf.keyword.Keyword;

/** Whom an instance's transitions are told, and what else only instances tell. */
public record InstanceNotifies(
        @Group Notifies states,

        @Keyword(
                value = "notify_master_rx_lower_pri",
                firstCounts = true,
                help = "Command to run when a MASTER hears an advert of lower priority.",
                otherwise = "none")
        Optional<Command> masterRxLowerPri,

        @Keyword(
                value = "notify_deleted",
                firstCounts = true,
                bare = "-",
                help = "When a reload removes the instance, tell DELETED instead of FAULT, and run this command.",
                otherwise = "FAULT is told")
        Optional<Command> deleted) {}
