package org.keepvip.conf.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Group;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.NotServed;

/** {@code global_defs { }}: what holds for the process, and the defaults of its instances. */
@NotServed(
        topic = "SNMP",
        note = "no well-kept library speaks AgentX; keepvip status --json has the same figures",
        keywords = {
            "snmp_socket",
            "enable_traps",
            "enable_snmp_vrrp",
            "enable_snmp_keepalived",
            "enable_snmp_rfc",
            "enable_snmp_rfcv2",
            "enable_snmp_rfcv3"
        })
@NotServed(
        topic = "D-Bus",
        note = "the control socket (keepvip status, keepvip reload) and the notify FIFO tell what the bus would",
        keywords = {"enable_dbus", "dbus_service_name", "dbus_no_interface_name"})
@NotServed(
        topic = "LVS",
        effect = NotServed.Effect.FOREIGN,
        keywords = {
            "checker_process_name",
            "lvs_process_name",
            "smtp_alert_checker",
            "checker_log_all_failures",
            "lvs_timeouts",
            "lvs_flush",
            "lvs_flush_on_stop",
            "lvs_flush_onstop",
            "lvs_sync_daemon",
            "nftables_ipvs",
            "nftables_ipvs_priority",
            "nftables_ipvs_start_fwmark",
            "lvs_notify_fifo",
            "lvs_notify_fifo_script",
            "checker_priority",
            "checker_no_swap",
            "checker_rt_priority",
            "checker_cpu_affinity",
            "checker_rlimit_rttime",
            "checker_rlimit_rtime",
            "enable_snmp_checker",
            "snmp_vs_stats_update_interval",
            "snmp_rs_stats_update_interval",
            "lvs_netlink_cmd_rcv_bufs",
            "lvs_netlink_cmd_rcv_bufs_force",
            "lvs_netlink_monitor_rcv_bufs",
            "lvs_netlink_monitor_rcv_bufs_force",
            "rs_init_notifies",
            "no_checker_emails"
        })
@NotServed(
        topic = "tuning of a BFD process, which is a thread here",
        keywords = {
            "bfd_process_name",
            "bfd_priority",
            "bfd_no_swap",
            "bfd_rt_priority",
            "bfd_cpu_affinity",
            "bfd_rlimit_rttime",
            "bfd_rlimit_rtime"
        })
public record GlobalDefs(
        @Keyword(
                value = "router_id",
                dispensable = true,
                help = "Name of this node in mails and dumps.",
                otherwise = "the host name")
        Optional<String> routerId,

        @Group Mail mail,
        @Group Defaults defaults,
        @Group GarpDefaults garp,
        @Group Start start,
        @Group Scheduling scheduling,
        @Group Interfaces interfaces,
        @Group Firewall firewall,
        @Group Iproute iproute,
        @Group Scripting scripts,
        @Group Fifos fifos,
        @Group ProcessFiles files,
        @Group Reloading reload,
        @Group SocketBuffers buffers) {

    /** Defaults of instances. */
    public record Defaults(
            @Keyword(
                    value = "vrrp_version",
                    min = "2",
                    max = "3",
                    standard = "2",
                    help = "Protocol version of IPv4 instances; IPv6 instances default to 3.")
            int version,

            @Keyword(value = "vrrp_mcast_group4", standard = "224.0.0.18", help = "IPv4 multicast group.")
            IpAddress group4,

            @Keyword(value = "vrrp_mcast_group6", standard = "ff02::12", help = "IPv6 multicast group.")
            IpAddress group6,

            @Keyword(value = "vrrp_strict", onOff = true, help = "strict_mode for all instances.")
            boolean strict,

            @Keyword(value = "vrrp_skip_check_adv_addr", onOff = true, help = "skip_check_adv_addr for all instances.")
            boolean skipAddressCheck,

            @Keyword(value = "vrrp_check_unicast_src", help = "check_unicast_src for all instances.")
            boolean checkUnicastSource,

            @Keyword(
                    value = "v3_checksum_as_v2",
                    note = "off is off.",
                    onOff = true,
                    since = "2.2.8",
                    help = "v3_checksum_as_v2 for all instances.")
            boolean checksumWithoutPseudoHeader,

            @Keyword(
                    value = "vrrp_down_timer_adverts",
                    min = "1",
                    max = "100",
                    standard = "3",
                    help = "down_timer_adverts for all instances.")
            int downTimerAdverts,

            @Keyword(
                    value = "vrrp_lower_prio_no_advert",
                    onOff = true,
                    help = "lower_prio_no_advert for all instances.")
            boolean lowerPriorityNoAdvert,

            @Keyword(
                    value = "vrrp_higher_prio_send_advert",
                    onOff = true,
                    help = "higher_prio_send_advert for all instances.")
            boolean higherPrioritySendAdvert,

            @Keyword(
                    value = "vrrp_owner_ignore_adverts",
                    onOff = true,
                    since = "2.3.3",
                    help = "owner_ignore_adverts for all instances.")
            boolean ownerIgnoresAdverts) {}

    /** What is read, and when instances start. */
    public record Start(
            @Keyword(
                    value = "vrrp_startup_delay",
                    min = "0.001",
                    max = "4294",
                    unit = "s",
                    decimals = 6,
                    otherwise = "none",
                    help = "From start until the timers run; adverts are ignored meanwhile.")
            Duration startupDelay,

            @Keyword(
                    value = "vrrp_delay_after_boot",
                    min = "0.001",
                    max = "4294",
                    unit = "s",
                    decimals = 6,
                    otherwise = "none",
                    since = "2.4.0",
                    unserved = "delaying the start after boot",
                    help = "The same, counted from boot; the longer one applies.")
            Duration delayAfterBoot,

            @Keyword(
                    value = "log_unknown_vrids",
                    help = "Log adverts of VRIDs that no instance has.",
                    unserved = "logging of unknown VRIDs")
            boolean logUnknownVrids,

            @Keyword(
                    value = "random_seed",
                    help = "Seed of _RANDOM.",
                    min = "0",
                    max = "4294967295",
                    otherwise = "the time")
            Optional<Long> randomSeed,

            @Keyword(
                    value = "include_check",
                    help =
                            "What an include must find: read, match, wildcard_match, brace_match; none of them means all.",
                    otherwise = "nothing")
            List<String> includeChecks) {}

    /** How the process is scheduled. */
    public record Scheduling(
            @Keyword(value = "vrrp_priority", min = "-20", max = "19", standard = "0", help = "Nice value.")
            int niceness,

            @Keyword(value = "vrrp_no_swap", help = "Lock the process's memory (mlockall).")
            boolean noSwap,

            @Keyword(
                    value = "vrrp_rt_priority",
                    min = "1",
                    max = "99",
                    clamped = true,
                    otherwise = "none: ordinary scheduling",
                    help = "Real-time priority (SCHED_RR).")
            Optional<Integer> realTimePriority,

            @Keyword(
                    value = "vrrp_cpu_affinity",
                    min = "0",
                    max = "8191",
                    otherwise = "all",
                    help = "Numbers of the processors it may run on.")
            List<Integer> cpuAffinity,

            @Keyword(
                    value = "vrrp_rlimit_rttime",
                    also = "vrrp_rlimit_rtime",
                    min = "1",
                    max = "4294967295",
                    unit = "µs",
                    standard = "10000",
                    help =
                            "Processor time without a blocking call in real-time scheduling after which a warning is logged.")
            long rlimitRttime,

            @Keyword(
                    value = "max_auto_priority",
                    bare = "99",
                    min = "-1",
                    max = "99",
                    standard = "0",
                    help = "Real-time priority up to which it is raised after a late timer; 0 and -1 for never.")
            int maxAutoPriority,

            @Keyword(
                    value = "min_auto_priority_delay",
                    min = "1",
                    max = "10000000",
                    unit = "µs",
                    standard = "1000000",
                    help = "How late a timer must be for that.")
            int minAutoPriorityDelay) {}

    /** Interfaces. */
    public record Interfaces(
            @Keyword(
                    value = "dynamic_interfaces",
                    bare = "on",
                    help = "Interfaces may be missing at start and come and go.",
                    otherwise = "off")
            Optional<DynamicInterfaces> dynamic,

            @Keyword(
                    value = "default_interface",
                    standard = "eth0",
                    help = "Interface of static addresses that name none.")
            InterfaceName standard,

            @Keyword(
                    value = "vmac_prefix",
                    length = 9,
                    standard = "vrrp",
                    help = "How the generated names of use_vmac's interfaces begin.")
            String vmacPrefix,

            @Keyword(
                    value = "vmac_addr_prefix",
                    length = 9,
                    inherits = "vmac_prefix",
                    help = "How those of use_vmac_addr's begin.")
            String vmacAddressPrefix,

            @Keyword(
                    value = "disable_local_igmp",
                    help =
                            "With use_vmac, the interface itself does not join the multicast group, so that switches learn"
                                    + " of it from the virtual interface alone, and only while it is MASTER.")
            boolean noLocalReports) {}

    /** The word after {@code dynamic_interfaces}. */
    public enum DynamicInterfaces {
        ON,
        ALLOW_IF_CHANGES
    }

    /** What keepalived does for no_accept. */
    public record Firewall(
            @Keyword(
                    value = "vrrp_iptables",
                    help = "Chains that iptables' filter of no_accept would be in; nftables filters instead.",
                    otherwise = "none")
            List<String> chains,

            @Keyword(
                    value = "vrrp_ipsets",
                    help = "Sets that iptables' filter of no_accept would use; nftables filters instead.",
                    otherwise = "none")
            List<String> sets,

            @Keyword(
                    value = "nftables",
                    bare = "keepalived",
                    help = "Table for the filter of no_accept.",
                    otherwise = "keepalived")
            Optional<String> table,

            @Keyword(
                    value = "nftables_priority",
                    help = "Priority of that table's chains.",
                    min = "-2147483648",
                    max = "2147483647",
                    standard = "-1")
            int priority,

            @Keyword(value = "nftables_counters", help = "Count what is dropped.")
            boolean counters,

            @Keyword(value = "nftables_ifindex", help = "Match interfaces by index, not by name.")
            boolean byIndex) {}
}
