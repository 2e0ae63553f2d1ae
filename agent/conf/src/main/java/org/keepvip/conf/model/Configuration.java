package org.keepvip.conf.model;

import java.util.List;
import org.keepvip.conf.keyword.Group;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.NotServed;
import org.keepvip.conf.routing.RouteLine;
import org.keepvip.conf.routing.RuleLine;

/**
 * What the file says, every default filled in. Equal configurations run alike: where in the file something stands is
 * not part of it.
 */
@NotServed(
        topic = "LVS",
        effect = NotServed.Effect.FOREIGN,
        blocks = {"virtual_server", "virtual_server_group", "SSL"})
public record Configuration(
        @Keyword(value = "global_defs", help = "What holds for the process, and the defaults of its instances.")
        GlobalDefs globals,

        @Group ProcessLayout process,

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
        List<RuleLine> staticRules,

        @Keyword(value = "vrrp_script", help = "A script that instances may track.", otherwise = "none")
        List<VrrpScript> scripts,

        @Keyword(
                value = "track_file",
                also = "vrrp_track_file",
                help = "A file that instances may track.",
                otherwise = "none")
        List<TrackFile> files,

        @Keyword(value = "vrrp_track_process", help = "Processes that instances may track.", otherwise = "none")
        List<TrackProcess> processes,

        @Keyword(value = "bfd_instance", help = "A BFD session that instances may track.", otherwise = "none")
        List<BfdInstance> bfds,

        @Keyword(
                value = "vrrp_sync_group",
                help = "Instances that are MASTER together or not at all.",
                otherwise = "none")
        List<SyncGroup> syncGroups,

        @Keyword(
                value = "track_group",
                help = "Instances that are in FAULT while a static address, route or rule is missing.",
                otherwise = "none")
        List<TrackGroup> trackGroups,

        @NotServed(topic = "pacing and debouncing")
        @Keyword(value = "garp_group", help = "Interfaces whose announcements are paced together.", otherwise = "none")
        List<GarpGroup> garpGroups,

        @Keyword(
                value = "interface_up_down_delays",
                note = "The omitted delay of up is that of down, as the manual says.",
                help = "How long a change of an interface must last until it counts, one interface a line.",
                otherwise = "a change counts at once")
        List<InterfaceDelay> interfaceDelays,

        @Keyword(
                value = "linkbeat_interfaces",
                help = "Interfaces whose link is asked for every second, one a line.",
                otherwise = "the kernel tells")
        List<Linkbeat> linkbeats) {}
