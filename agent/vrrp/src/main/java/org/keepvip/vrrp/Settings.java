package org.keepvip.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;
import org.keepvip.vrrp.tracking.Influence;

/**
 * One virtual router as configured, every default filled in. Equal settings mean an untouched router on reload.
 *
 * @param name the vrrp_instance's name
 * @param device the interface it runs on; empty for unicast that any interface may carry
 * @param interfaces the interfaces made for it
 * @param notServed keywords that could change who is MASTER or what it holds and that this build does not serve; not
 *     empty means FAULT for ever
 */
public record Settings(
        String name,
        Optional<String> device,
        Interfaces interfaces,
        Vrid vrid,
        Family family,
        Wire wire,
        Election election,
        Reception reception,
        Addresses addresses,
        Routing routing,
        Announcing announcing,
        Tracking tracking,
        List<String> notServed) {

    /**
     * How adverts travel.
     *
     * @param source the configured source address; empty means the interface's own primary (IPv4) or link-local (IPv6)
     * @param ttl TTL or hop limit of sent adverts; empty means the kernel's default
     */
    public record Wire(
            Version version,
            Authentication authentication,
            ChecksumForm checksumForm,
            Transport transport,
            Optional<IpAddress> source,
            Optional<Integer> ttl) {}

    /**
     * Interfaces besides {@link #device()} that the router is made of.
     *
     * @param own the virtual interface that adverts arrive on and leave through, and that holds the virtual addresses; empty
     *     for the device itself
     * @param throughBase adverts leave through the device all the same (vmac_xmit_base)
     * @param forAddresses virtual interfaces that hold virtual addresses and nothing else
     * @param vrf the VRF that unicast without a device uses
     * @param filter where packets are dropped that the router must not take or send
     * @param joinsOnBase the device joins the multicast group too, so that switches learn of it from its own address
     */
    public record Interfaces(
            Optional<VirtualInterface> own,
            boolean throughBase,
            List<VirtualInterface> forAddresses,
            Optional<String> vrf,
            boolean joinsOnBase,
            Filter filter) {
        /** The device alone. */
        public static final Interfaces DEVICE =
                new Interfaces(Optional.empty(), false, List.of(), Optional.empty(), false, Filter.STANDARD);

        /** Whether the interface is one of those to be made. */
        boolean isVirtual(String name) {
            return virtual().stream().anyMatch(one -> one.name().equals(name));
        }

        /** All that are to be made. */
        public List<VirtualInterface> virtual() {
            return Stream.concat(own.stream(), forAddresses.stream()).toList();
        }
    }

    /**
     * The table of the packet filter.
     *
     * @param priority of its chains
     * @param counting whether what is dropped is counted
     * @param byIndex whether interfaces are told apart by index, not by name
     */
    public record Filter(String table, int priority, boolean counting, boolean byIndex) {
        /** keepalived's. */
        public static final Filter STANDARD = new Filter("keepalived", -1, false, false);
    }

    /** The interface adverts arrive on; empty where any may carry them. */
    public Optional<String> receivesOn() {
        return interfaces
                .own()
                .filter(this::carriesAdverts)
                .map(VirtualInterface::name)
                .or(this::boundTo);
    }

    /** The interface adverts leave through; empty where any may carry them. */
    public Optional<String> sendsOn() {
        return interfaces.throughBase() ? boundTo() : receivesOn();
    }

    private Optional<String> boundTo() {
        return device.or(interfaces::vrf);
    }

    /** Unicast adverts arrive at the Ethernet address that the source address has: the base's, unless that is ipvlan's. */
    private boolean carriesAdverts(VirtualInterface own) {
        return switch (own.form()) {
            case VirtualInterface.Ipvlan _ -> true;
            case VirtualInterface.Macvlan _ -> wire.transport() instanceof Transport.Multicast;
        };
    }

    /** The interface that the source address is looked for on. */
    public Optional<String> sourceDevice() {
        return interfaces
                .own()
                .filter(own -> own.form() instanceof VirtualInterface.Ipvlan)
                .map(VirtualInterface::name)
                .or(this::device);
    }

    /** The addresses of its unicast peers; none over multicast. */
    public List<IpAddress> peers() {
        return switch (wire.transport()) {
            case Transport.Multicast _ -> List.of();
            case Transport.Unicast(List<Peer> peers) ->
                peers.stream().map(Peer::address).toList();
        };
    }

    /** To whom adverts go. */
    public sealed interface Transport {
        /** To the group on the router's interface, TTL 255. */
        record Multicast(IpAddress group) implements Transport {}

        /** One copy to each peer. */
        record Unicast(List<Peer> peers) implements Transport {}
    }

    /** A unicast peer and the TTL range its adverts may arrive with, 0 to 255. */
    public record Peer(IpAddress address, int minTtl, int maxTtl) {}

    /**
     * The election's parameters.
     *
     * @param priority base priority, 1 to 255
     * @param interval 10 ms to 40.95 s, version 2 whole seconds
     * @param downTimerAdverts intervals without an advert until the MASTER is taken for dead, 1 to 100; 3 by RFC
     * @param preempt Preempt_Mode
     * @param preemptDelay how long a lower-priority MASTER is tolerated; zero for none
     * @param answerLowerPriority a MASTER answers a losing advert at once (RFC 9568 section 6.4.3; lower_prio_no_advert)
     * @param answerHigherPriority a MASTER sends one more advert before it yields (higher_prio_send_advert)
     * @param startupDelay from start until the timers run, adverts being ignored (vrrp_startup_delay)
     */
    public record Election(
            Priority priority,
            Duration interval,
            int downTimerAdverts,
            boolean preempt,
            Duration preemptDelay,
            boolean answerLowerPriority,
            boolean answerHigherPriority,
            Duration startupDelay) {}

    /**
     * Which adverts count.
     *
     * @param strict vrrp_strict's receive rules
     * @param skipAddressCheck skip_check_adv_addr
     * @param checkUnicastSource refuse unicast adverts from others than the listed peers
     * @param ownerIgnoresAdverts owner_ignore_adverts: who owns the addresses heeds no other MASTER
     */
    public record Reception(
            boolean strict, boolean skipAddressCheck, boolean checkUnicastSource, boolean ownerIgnoresAdverts) {}

    /**
     * What the MASTER holds.
     *
     * @param advertised virtual_ipaddress, in the advert in this order
     * @param excluded virtual_ipaddress_excluded, held but not advertised, either family
     * @param noneAllowed no_virtual_ipaddress
     * @param promoteSecondaries set the interface's promote_secondaries while needed
     * @param accept whether packets to them are for the MASTER itself (RFC 9568 section 6.1, Accept_Mode)
     */
    public record Addresses(
            List<Vip> advertised, List<Vip> excluded, boolean noneAllowed, boolean promoteSecondaries, boolean accept) {
        /** How many addresses there are to hold. */
        public int count() {
            return advertised.size() + excluded.size();
        }

        /** One of them, the advertised ones first, 0 to {@code count() - 1}. */
        public Vip vip(int index) {
            return index < advertised.size() ? advertised.get(index) : excluded.get(index - advertised.size());
        }

        /** All of them, the advertised ones first. */
        public List<Vip> all() {
            if (excluded.isEmpty()) {
                return advertised;
            }
            List<Vip> all = new ArrayList<>(advertised);
            all.addAll(excluded);
            return List.copyOf(all);
        }

        /** What the kernel tells all of them apart by. */
        public Set<Vip.Key> keys() {
            Set<Vip.Key> keys = HashSet.newHashSet(count());
            for (int i = 0; i < count(); i++) {
                keys.add(vip(i).key());
            }
            return keys;
        }

        /** The address of that key, if the router holds it as MASTER. */
        public Optional<Vip> find(Vip.Key key) {
            for (int i = 0; i < count(); i++) {
                if (vip(i).isKeyed(key)) {
                    return Optional.of(vip(i));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * What the MASTER holds beside its addresses.
     *
     * @param entries routes and then rules, in the order they are added in
     */
    public record Routing(List<RoutingEntry> entries) {
        /** No routes and no rules. */
        public static final Routing NONE = new Routing(List.of());

        /** The interfaces that those whose removal is answered name: they have to be up. */
        public Set<String> devices() {
            Set<String> names = new LinkedHashSet<>();
            entries.stream().filter(Holding::tracked).forEach(entry -> names.addAll(entry.devices()));
            return names;
        }
    }

    /**
     * Gratuitous ARP and unsolicited neighbour advertisements, keepalived's garp_* keywords.
     *
     * @param repeat packets for each address in the first set, at least 1
     * @param delay from the first set to the second; zero for no second set
     * @param refresh period of the refresh; zero for none
     * @param refreshRepeat packets for each address in a refresh, at least 1
     * @param lowerPriorityDelay as {@code delay}, after a losing advert
     * @param lowerPriorityRepeat as {@code repeat}, after a losing advert; 0 for none
     * @param garpInterval least time between two gratuitous ARPs on one interface; zero for none
     * @param gnaInterval the same for neighbour advertisements
     * @param elsewhere those on interfaces that no advert of the router leaves through
     */
    public record Announcing(
            int repeat,
            Duration delay,
            Duration refresh,
            int refreshRepeat,
            Duration lowerPriorityDelay,
            int lowerPriorityRepeat,
            Duration garpInterval,
            Duration gnaInterval,
            Elsewhere elsewhere) {}

    /**
     * Announcements of addresses on other interfaces than adverts leave through: there no advert tells the switches where
     * the addresses are (garp_extra_if).
     *
     * @param interval period; zero for none
     * @param all on every such interface; else only on virtual ones
     */
    public record Elsewhere(Duration interval, boolean all) {
        /** None. */
        public static final Elsewhere NONE = new Elsewhere(Duration.ZERO, false);
    }

    /**
     * What else decides.
     *
     * @param ownInterface whether the router's own interface being down means FAULT (dont_track_primary unset)
     * @param sourceAddress whether losing the configured source address means FAULT (track_src_ip)
     * @param trackers what is watched outside VRRP, each once
     * @param membership the groups that it is in
     */
    public record Tracking(
            boolean ownInterface,
            boolean sourceAddress,
            List<TrackedInterface> interfaces,
            List<Influence> trackers,
            Membership membership) {}

    /**
     * The groups that a router is in, by name.
     *
     * @param syncGroup routers that are MASTER together or not at all (vrrp_sync_group)
     * @param trackGroups routers that are in FAULT while a static item is missing (track_group)
     */
    public record Membership(Optional<String> syncGroup, Set<String> trackGroups) {
        /** In no group. */
        public static final Membership NONE = new Membership(Optional.empty(), Set.of());
    }

    /** Whether it becomes MASTER only together with others. */
    boolean isGrouped() {
        return tracking.membership().syncGroup().isPresent();
    }

    /**
     * A line of track_interface.
     *
     * @param weight 0 means FAULT while down; otherwise added to the priority while up (positive) or down (negative)
     * @param reverse the sign of the contribution is inverted; with weight 0, FAULT while up
     */
    public record TrackedInterface(String name, int weight, boolean reverse) {}
}
