package org.keepvip.conf.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Derived;
import org.keepvip.conf.keyword.Group;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Named;

/** {@code vrrp_instance NAME { }}: one virtual router. Equal records mean an untouched instance on reload. */
public record VrrpInstance(
        @Named("name") String name,
        @Group Identity identity,
        @Group VirtualInterface virtualInterface,
        @Group Election election,
        @Group Path path,

        @Keyword(
                value = "authentication",
                help = "Authentication of VRRPv2 adverts; anybody on the link can read a PASS password.",
                otherwise = "none")
        Optional<Authentication> authentication,

        @Keyword(
                value = "auth_hmac",
                since = "2.4.0",
                help = "Signatures of adverts of either version.",
                otherwise = "none")
        Optional<AuthHmac> signature,

        @Group Reception reception,
        @Group Addresses addresses,
        @Group Routing routing,
        @Group Tracking tracking,
        @Group Garp garp,
        @Group InstanceNotifies notifies,
        @Group Tuning tuning,

        @Derived("name of the vrrp_sync_group that it is in")
        Optional<String> syncGroup,

        @Derived("keywords that could change who is MASTER or what it holds and that this version does not serve")
        List<String> notServed) {

    /** What tells it apart on the wire. */
    public record Identity(
            @Keyword(
                    value = "interface",
                    help = "Interface that adverts use.",
                    otherwise = "none, which only unicast with a source address allows")
            Optional<InterfaceName> device,

            @Keyword(
                    value = "virtual_router_id",
                    min = "1",
                    max = "255",
                    help = "VRID, equal on all nodes, unique on the link. Required.")
            int vrid,

            @Keyword(
                    value = "version",
                    min = "2",
                    max = "3",
                    inherits = "vrrp_version",
                    otherwise = "3 for IPv6",
                    help = "Protocol version: 2 (RFC 3768) or 3 (RFC 9568).")
            int version,

            @Keyword(value = "native_ipv6", help = "IPv6 although no source, peer or VIP says so.")
            boolean nativeIpv6,

            @Derived("of the first source address, peer or VIP")
            Family family) {}

    /** The election's parameters. */
    public record Election(
            @Keyword(
                    value = "state",
                    standard = "BACKUP",
                    otherwise = "MASTER with priority 255",
                    help = "MASTER switches nopreempt and preempt_delay off; it does not make the node MASTER.")
            InitialState state,

            @Keyword(
                    value = "priority",
                    min = "1",
                    max = "255",
                    standard = "100",
                    otherwise = "255 with state MASTER",
                    help = "The highest priority on the link becomes MASTER; 255 is the owner of the addresses.")
            int priority,

            @Keyword(
                    value = "advert_int",
                    min = "0.01",
                    max = "255",
                    unit = "s",
                    decimals = 6,
                    standard = "1",
                    help = "Time between adverts. Version 2 sends whole seconds, version 3 centiseconds up to 40.95.")
            Duration interval,

            @Keyword(
                    value = "down_timer_adverts",
                    min = "1",
                    max = "100",
                    inherits = "vrrp_down_timer_adverts",
                    help = "Intervals without an advert until the MASTER is taken for dead.")
            int downTimerAdverts,

            @Keyword(
                    value = "preempt",
                    opposite = "nopreempt",
                    standard = "on",
                    help = "A node of higher priority takes over from a MASTER of lower priority.")
            boolean preempt,

            @Keyword(
                    value = "preempt_delay",
                    min = "0",
                    max = "1000",
                    unit = "s",
                    decimals = 6,
                    standard = "0",
                    help = "How long a MASTER of lower priority is tolerated.")
            Duration preemptDelay,

            @Keyword(
                    value = "lower_prio_no_advert",
                    onOff = true,
                    inherits = "vrrp_lower_prio_no_advert",
                    help = "A MASTER does not answer a losing advert.")
            boolean lowerPriorityNoAdvert,

            @Keyword(
                    value = "higher_prio_send_advert",
                    onOff = true,
                    inherits = "vrrp_higher_prio_send_advert",
                    help = "A MASTER sends one more advert before it yields.")
            boolean higherPrioritySendAdvert) {}

    /** How adverts travel. */
    public record Path(
            @Keyword(
                    value = "unicast_peer",
                    help =
                            "Addresses of the other nodes, one a line; adverts go to them instead of the multicast group.",
                    otherwise = "none: multicast")
            List<UnicastPeer> peers,

            @Keyword(
                    value = "unicast_src_ip",
                    help = "Source address of unicast adverts.",
                    otherwise = "the interface's primary (IPv4) or link-local (IPv6) address")
            Optional<IpAddress> unicastSource,

            @Keyword(
                    value = "mcast_src_ip",
                    help = "Source address of multicast adverts; the same as unicast_src_ip.",
                    otherwise = "the interface's primary (IPv4) or link-local (IPv6) address")
            Optional<IpAddress> multicastSource,

            @Keyword(
                    value = "mcast_dst_ip",
                    help = "Multicast group of this instance.",
                    otherwise = "vrrp_mcast_group4 or vrrp_mcast_group6")
            Optional<IpAddress> group,

            @Keyword(
                    value = "unicast_ttl",
                    min = "0",
                    max = "255",
                    help = "TTL or hop limit of unicast adverts.",
                    otherwise = "255 for IPv4, the kernel's default for IPv6")
            Optional<Integer> ttl,

            @Keyword(
                    value = "unicast_fault_no_peer",
                    help = "A unicast keyword without a peer means FAULT instead of multicast.")
            boolean faultWithoutPeer,

            @Keyword(
                    value = "old_unicast_checksum",
                    bare = "always",
                    help =
                            "Version 3 unicast checksum as keepalived before 1.3.7 sent it; never: not even to such a peer.",
                    otherwise = "auto: only to a peer that sends it")
            Optional<OldUnicastChecksum> oldUnicastChecksum,

            @Keyword(
                    value = "v3_checksum_as_v2",
                    onOff = true,
                    inherits = "v3_checksum_as_v2",
                    since = "2.2.8",
                    help = "Version 3 IPv4 checksum without pseudo header (RFC 9568 section 5.2.8).")
            boolean checksumWithoutPseudoHeader,

            @Derived("the source address that counts: the one written last")
            Optional<IpAddress> source) {}

    /** The word after {@code old_unicast_checksum}. */
    public enum OldUnicastChecksum {
        ALWAYS,
        NEVER
    }

    /** Which adverts count. */
    public record Reception(
            @Keyword(
                    value = "strict_mode",
                    onOff = true,
                    inherits = "vrrp_strict",
                    help = "Keep to the RFC: no authentication, no unicast, no preempt_delay and more.")
            boolean strict,

            @Keyword(
                    value = "skip_check_adv_addr",
                    note = "off switches it off.",
                    onOff = true,
                    inherits = "vrrp_skip_check_adv_addr",
                    help = "Do not compare the address list of further adverts of the same MASTER.")
            boolean skipAddressCheck,

            @Keyword(
                    value = "check_unicast_src",
                    inherits = "vrrp_check_unicast_src",
                    help = "Refuse unicast adverts from others than the listed peers.")
            boolean checkUnicastSource,

            @Keyword(
                    value = "owner_ignore_adverts",
                    note = "off is off for an owner, too.",
                    onOff = true,
                    inherits = "vrrp_owner_ignore_adverts",
                    since = "2.3.3",
                    help = "The owner of the addresses ignores adverts of others.")
            boolean ownerIgnoresAdverts) {}

    /** What the MASTER holds. */
    public record Addresses(
            @Keyword(
                    value = "virtual_ipaddress",
                    help = "Addresses that the MASTER holds, in the advert in this order, all of one family.",
                    otherwise = "none")
            List<AddressLine> advertised,

            @Keyword(
                    value = "virtual_ipaddress_excluded",
                    help = "Addresses of either family that the MASTER holds and no advert names.",
                    otherwise = "none")
            List<AddressLine> excluded,

            @Keyword(
                    value = "no_virtual_ipaddress",
                    since = "2.2.8",
                    help = "The empty list of virtual addresses is meant.")
            boolean noneAllowed,

            @Keyword(
                    value = "accept",
                    opposite = "no_accept",
                    standard = "on",
                    otherwise = "off in strict mode unless owner",
                    help = "The MASTER takes packets addressed to the virtual addresses; no_accept drops them.")
            boolean accept,

            @Keyword(
                    value = "promote_secondaries",
                    help = "Set the interface's promote_secondaries while an address is removed.")
            boolean promoteSecondaries) {}

    /** What else decides. */
    public record Tracking(
            @Group Trackers trackers,

            @Keyword(
                    value = "dont_track_primary",
                    help = "The state of the instance's own interface does not mean FAULT.")
            boolean ignoreOwnInterface,

            @Keyword(value = "track_src_ip", help = "Losing the configured source address means FAULT.")
            boolean sourceAddress) {}
}
