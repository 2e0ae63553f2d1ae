package org.keepvip.conf.model;

import java.time.Duration;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;

/** An instance's gratuitous ARP and unsolicited neighbour advertisements. */
public record Garp(
        @Keyword(
                value = "garp_master_delay",
                min = "0",
                max = "4294967",
                unit = "s",
                inherits = "vrrp_garp_master_delay",
                help = "From the first set after becoming MASTER to the second; 0 for no second set.")
        Duration delay,

        @Keyword(
                value = "garp_master_repeat",
                min = "0",
                max = "4294967",
                inherits = "vrrp_garp_master_repeat",
                help = "Packets for each address in a set; 0 counts as 1.")
        int repeat,

        @Keyword(
                value = "garp_master_refresh",
                min = "0",
                max = "4294967",
                unit = "s",
                inherits = "vrrp_garp_master_refresh",
                help = "Period of the refresh while MASTER; 0 for none.")
        Duration refresh,

        @Keyword(
                value = "garp_master_refresh_repeat",
                min = "0",
                max = "4294967",
                inherits = "vrrp_garp_master_refresh_repeat",
                help = "Packets for each address in a refresh; 0 counts as 1.")
        int refreshRepeat,

        @Keyword(
                value = "garp_lower_prio_delay",
                min = "0",
                max = "4294967",
                unit = "s",
                inherits = "vrrp_garp_lower_prio_delay",
                help = "From the set after a losing advert to the one after it; 0 for no second set.")
        Duration lowerPriorityDelay,

        @Keyword(
                value = "garp_lower_prio_repeat",
                min = "0",
                max = "4294967",
                inherits = "vrrp_garp_lower_prio_repeat",
                help = "Packets for each address after a losing advert; 0 for none.")
        int lowerPriorityRepeat,

        @Keyword(
                value = "garp_extra_if",
                formerly = "vmac_garp_intvl",
                min = "0",
                inherits = "vrrp_garp_extra_if",
                help = "Period of announcements of addresses on virtual interfaces that no advert uses; all: on every"
                        + " interface that no advert uses.",
                otherwise = "none")
        Optional<GarpElsewhere> elsewhere) {}
