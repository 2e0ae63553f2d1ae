package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.linux.netlink.AddressFlag;
import org.keepvip.linux.netlink.HardwareAddress;
import org.keepvip.linux.netlink.InterfaceAddress;
import org.keepvip.linux.netlink.RouteEvent;
import org.keepvip.linux.netlink.Snapshot;
import org.keepvip.vrrp.Link;
import org.keepvip.vrrp.Vip;

/** Links and addresses as the kernel last told, and which of them changed since somebody looked. */
final class LinkTable {
    private final Map<Integer, org.keepvip.linux.netlink.Link> links = new HashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<Integer, Map<InterfaceAddress.Key, InterfaceAddress>> addresses = new HashMap<>();
    private Set<String> changedLinks = new HashSet<>();
    private Set<Vip.Key> changedAddresses = new HashSet<>();
    private boolean overrun;

    /** What changed between two looks. */
    record Changes(Set<String> links, Set<Vip.Key> addresses) {
        boolean isEmpty() {
            return links.isEmpty() && addresses.isEmpty();
        }
    }

    /** Takes in one report. */
    void accept(RouteEvent event) {
        switch (event) {
            case RouteEvent.LinkChanged(org.keepvip.linux.netlink.Link link) -> put(link);
            case RouteEvent.LinkRemoved(org.keepvip.linux.netlink.Link link) -> remove(link.index());
            case RouteEvent.AddressChanged(InterfaceAddress address) -> put(address);
            case RouteEvent.AddressRemoved(InterfaceAddress address) -> remove(address);
            case RouteEvent.Overrun _ -> overrun = true;
        }
    }

    /** Whether reports were lost since the last {@link #replace}, so that the table may be wrong. */
    boolean isOverrun() {
        return overrun;
    }

    /**
     * Everything anew; what was known before and what is now both count as changed. An incomplete snapshot takes nothing
     * away, since what it lacks may be there: the table stays overrun until a complete one comes.
     */
    void replace(Snapshot snapshot) {
        if (snapshot.complete()) {
            List.copyOf(links.keySet()).forEach(this::remove);
        }
        snapshot.links().forEach(this::put);
        snapshot.addresses().forEach(this::put);
        overrun = !snapshot.complete();
    }

    /** What changed since this was last called. */
    Changes takeChanges() {
        Changes changes = new Changes(changedLinks, changedAddresses);
        changedLinks = new HashSet<>();
        changedAddresses = new HashSet<>();
        return changes;
    }

    private void put(org.keepvip.linux.netlink.Link link) {
        org.keepvip.linux.netlink.Link before = links.put(link.index(), link);
        if (before != null && !before.name().equals(link.name())) {
            indexes.remove(before.name(), before.index());
            changedLinks.add(before.name());
        }
        indexes.put(link.name(), link.index());
        changedLinks.add(link.name());
    }

    private void remove(int index) {
        org.keepvip.linux.netlink.Link gone = links.get(index);
        if (gone == null) {
            return;
        }
        for (InterfaceAddress address : List.copyOf(on(index))) {
            remove(address);
        }
        addresses.remove(index);
        links.remove(index);
        indexes.remove(gone.name(), index);
        changedLinks.add(gone.name());
    }

    /** The address is there now. */
    void put(InterfaceAddress address) {
        addresses.computeIfAbsent(address.index(), _ -> new LinkedHashMap<>()).put(address.key(), address);
        touch(address);
    }

    /** The address is no longer there. */
    void remove(InterfaceAddress address) {
        Map<InterfaceAddress.Key, InterfaceAddress> on = addresses.get(address.index());
        if (on != null) {
            on.remove(address.key());
        }
        touch(address);
    }

    private void touch(InterfaceAddress address) {
        org.keepvip.linux.netlink.Link link = links.get(address.index());
        if (link != null) {
            changedLinks.add(link.name());
            changedAddresses.add(new Vip.Key(link.name(), prefix(address)));
        }
    }

    private Collection<InterfaceAddress> on(int index) {
        Map<InterfaceAddress.Key, InterfaceAddress> on = addresses.get(index);
        return on == null ? List.of() : on.values();
    }

    private static Prefix prefix(InterfaceAddress address) {
        return new Prefix(KernelAddress.of(address.address()), address.prefixLength());
    }

    /** The index of the interface called {@code name}; 0 for none. */
    int index(String name) {
        return indexes.getOrDefault(name, 0);
    }

    /** The link of that name, as the kernel tells it. */
    Optional<org.keepvip.linux.netlink.Link> find(String name) {
        return Optional.ofNullable(links.get(index(name)));
    }

    /** The links that stand on the one of that index. */
    List<org.keepvip.linux.netlink.Link> standingOn(int index) {
        return links.values().stream().filter(link -> link.lower() == index).toList();
    }

    /** The routing table of the VRF called {@code name}; 0 for none. */
    int vrfTable(String name) {
        org.keepvip.linux.netlink.@Nullable Link link = links.get(index(name));
        return link == null ? 0 : link.table();
    }

    /** The link as the election sees it. */
    Link link(String name) {
        org.keepvip.linux.netlink.Link link = links.get(index(name));
        return link == null ? Link.ABSENT : new Link(true, link.isUp(), link.isRunning(), link.mtu());
    }

    /** The link-layer address of the interface; empty for none. */
    Optional<HardwareAddress> hardwareAddress(int index) {
        org.keepvip.linux.netlink.@Nullable Link link = links.get(index);
        return link == null ? Optional.empty() : link.hardwareAddress();
    }

    /** Whether the kernel has the address on that interface. */
    boolean has(Vip.Key key) {
        int index = index(key.device());
        Map<InterfaceAddress.Key, InterfaceAddress> on = addresses.get(index);
        return on != null
                && on.containsKey(new InterfaceAddress.Key(
                        index,
                        KernelAddress.of(key.address().address()),
                        key.address().length()));
    }

    /** In words, what the kernel told of the address. */
    String report(Vip.Key key) {
        return "Netlink reports " + key.address() + (has(key) ? " on " : " no longer on ") + key.device();
    }

    /** Whether the interface has the address with another prefix length, and not with this one. */
    boolean hasOtherwise(Vip.Key key) {
        return !has(key)
                && on(index(key.device())).stream()
                        .map(present -> KernelAddress.of(present.address()))
                        .anyMatch(key.address().address()::equals);
    }

    /** Whether the address is on the interface, or with no interface on any, ready to be sent from. */
    boolean isUsable(IpAddress address, Optional<String> device) {
        Collection<Integer> where = device.isPresent() ? List.of(index(device.get())) : List.copyOf(links.keySet());
        for (int index : where) {
            for (InterfaceAddress present : on(index)) {
                if (isReady(present) && KernelAddress.of(present.address()).equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The address that adverts leave from when none is configured: the interface's first IPv4 address, or its first
     * link-local IPv6 address that is not tentative; none of {@code virtual}.
     */
    Optional<IpAddress> primary(String device, Family family, Predicate<IpAddress> virtual) {
        for (InterfaceAddress present : on(index(device))) {
            IpAddress address = KernelAddress.of(present.address());
            boolean suits = address.family() == family && (family == Family.IPV4 || address.isLinkLocal());
            if (suits && isReady(present) && !virtual.test(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private static boolean isReady(InterfaceAddress address) {
        return !address.flags().contains(AddressFlag.TENTATIVE)
                && !address.flags().contains(AddressFlag.DADFAILED);
    }

    /** The prefixes of the interface's own addresses of a family. */
    List<Prefix> subnets(String device, Family family) {
        List<Prefix> subnets = new ArrayList<>();
        for (InterfaceAddress present : on(index(device))) {
            if (present.prefixLength() < family.bits()) {
                Prefix prefix = prefix(present);
                if (prefix.family() == family) {
                    subnets.add(prefix);
                }
            }
        }
        return List.copyOf(subnets);
    }
}
