package org.keepvip.conf.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Many;

/** {@code garp_group { }}: interfaces whose announcements are paced together. */
public record GarpGroup(
        @Keyword(
                value = "garp_interval",
                min = "0",
                max = "4294",
                unit = "s",
                decimals = 6,
                otherwise = "vrrp_garp_interval",
                help = "Least time between two gratuitous ARPs on any of the interfaces.")
        Optional<Duration> garpInterval,

        @Keyword(
                value = "gna_interval",
                min = "0",
                max = "4294",
                unit = "s",
                decimals = 6,
                otherwise = "vrrp_gna_interval",
                help = "Least time between two neighbour advertisements on any of the interfaces.")
        Optional<Duration> gnaInterval,

        @Keyword(value = "interface", firstCounts = true, help = "The only interface.", otherwise = "none")
        Optional<InterfaceName> device,

        @Keyword(value = "interfaces", many = Many.BLOCK, help = "The interfaces.", otherwise = "none")
        List<InterfaceName> devices) {}
