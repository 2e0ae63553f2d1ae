package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;

/** Defaults of the instances' {@link Garp}, and the pace of each interface. */
public record GarpDefaults(
        @Keyword(
                value = "vrrp_garp_master_delay",
                min = "0",
                max = "4294967",
                unit = "s",
                standard = "5",
                help = "garp_master_delay for all instances.")
        Duration delay,

        @Keyword(
                value = "vrrp_garp_master_repeat",
                min = "0",
                max = "4294967",
                standard = "5",
                help = "garp_master_repeat for all instances.")
        int repeat,

        @Keyword(
                value = "vrrp_garp_master_refresh",
                min = "0",
                max = "4294967",
                unit = "s",
                standard = "0",
                help = "garp_master_refresh for all instances.")
        Duration refresh,

        @Keyword(
                value = "vrrp_garp_master_refresh_repeat",
                min = "0",
                max = "4294967",
                standard = "1",
                help = "garp_master_refresh_repeat for all instances.")
        int refreshRepeat,

        @Keyword(
                value = "vrrp_garp_lower_prio_delay",
                min = "0",
                max = "4294967",
                unit = "s",
                inherits = "vrrp_garp_master_delay",
                help = "garp_lower_prio_delay for all instances.")
        Duration lowerPriorityDelay,

        @Keyword(
                value = "vrrp_garp_lower_prio_repeat",
                min = "0",
                max = "4294967",
                inherits = "vrrp_garp_master_repeat",
                help = "garp_lower_prio_repeat for all instances.")
        int lowerPriorityRepeat,

        @Keyword(
                value = "vrrp_garp_interval",
                min = "0",
                max = "4294",
                unit = "s",
                decimals = 6,
                standard = "0",
                help = "Least time between two gratuitous ARPs on one interface.")
        Duration garpInterval,

        @Keyword(
                value = "vrrp_gna_interval",
                min = "0",
                max = "4294",
                unit = "s",
                decimals = 6,
                standard = "0",
                help = "Least time between two neighbour advertisements on one interface.")
        Duration gnaInterval,

        @Keyword(
                value = "vrrp_min_garp",
                onOff = true,
                help = "One packet for each address, no second set, no refresh, where nothing else is written.")
        boolean minimal,

        @Keyword(
                value = "vrrp_garp_extra_if",
                formerly = "vrrp_vmac_garp_intvl",
                min = "1",
                help = "garp_extra_if for all instances.",
                otherwise = "none")
        Optional<GarpElsewhere> elsewhere) {}
