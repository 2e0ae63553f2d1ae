package org.keepvip.conf.model;

import java.util.List;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.NotServed;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.RuleLine;

/**
 * What the file says, every default filled in. Equal configurations run alike: where in the file something stands is
 * not part of it.
 */
@NotServed(
        topic = "scripts and other trackers",
        blocks = {"vrrp_script", "track_file", "vrrp_track_file", "vrrp_track_process", "bfd_instance"})
@NotServed(
        topic = "synchronisation groups",
        blocks = {"vrrp_sync_group", "track_group"})
@NotServed(
        topic = "pacing and debouncing",
        keywords = {"linkbeat_use_polling"},
        blocks = {"garp_group", "interface_up_down_delays", "linkbeat_interfaces"})
@NotServed(
        topic = "entering a network namespace",
        keywords = {"net_namespace"},
        effect = NotServed.Effect.FAULTS)
@NotServed(
        topic = "process layout",
        keywords = {"net_namespace_ipvs", "namespace_with_ipsets", "instance", "use_pid_dir", "child_wait_time"})
@NotServed(
        topic = "LVS",
        effect = NotServed.Effect.FOREIGN,
        blocks = {"virtual_server", "virtual_server_group", "SSL"})
public record Configuration(
        @Keyword(value = "global_defs", help = "What holds for the process, and the defaults of its instances.")
        GlobalDefs globals,

        @Keyword(value = "vrrp_instance", help = "One virtual router.", otherwise = "none")
        List<VrrpInstance> instances,

        @Keyword(
                value = "static_ipaddress",
                help = "Addresses that stay while the process runs, whoever is MASTER.",
                otherwise = "none")
        List<AddressLine> staticAddresses,

        @Keyword(
                value = "static_routes",
                help = "Routes that stay while the process runs, whoever is MASTER.",
                otherwise = "none")
        List<RouteLine> staticRoutes,

        @Keyword(
                value = "static_rules",
                help = "Rules that stay while the process runs, whoever is MASTER.",
                otherwise = "none")
        List<RuleLine> staticRules) {}
