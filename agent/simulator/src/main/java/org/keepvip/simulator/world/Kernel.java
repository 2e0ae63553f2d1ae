package org.keepvip.simulator.world;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.vrrp.Link;
import org.keepvip.vrrp.Vip;

/**
 * One node's network stack. It holds addresses and answers for them whether or not an agent runs, and reports changes
 * to whoever listens.
 */
public final class Kernel {
    /** The interface that the routers run on. */
    static final String DEVICE = "eth0";

    private static final int MTU = 1500;

    private final IpAddress own;
    private final Map<String, Map<Fault.Loss, Integer>> lostDevices = new LinkedHashMap<>();
    private final Set<Vip.Key> addresses = new LinkedHashSet<>();
    private int ownLost;
    private Consumer<Notice> listener = notice -> {};

    /** What the kernel reports by netlink. */
    sealed interface Notice {
        record LinkIs(String device, Link link) implements Notice {}

        record OwnAddressIs(Optional<IpAddress> address) implements Notice {}

        record AddressIs(Vip.Key address, boolean present) implements Notice {}
    }

    Kernel(IpAddress own, List<String> devices) {
        this.own = own;
        devices.forEach(device -> lostDevices.put(device, new EnumMap<>(Fault.Loss.class)));
    }

    void listen(Consumer<Notice> to) {
        listener = to;
    }

    /** The device as the kernel reports it. */
    public Link link(String device) {
        return isLost(device, Fault.Loss.DELETED)
                ? Link.ABSENT
                : new Link(true, !isLost(device, Fault.Loss.ADMIN), !isLost(device, Fault.Loss.CARRIER), MTU);
    }

    /** The node's own address, while it has one. */
    public Optional<IpAddress> ownAddress() {
        return ownLost > 0 || !link(DEVICE).present() ? Optional.empty() : Optional.of(own);
    }

    /** Whether the address is on its interface, so that the kernel answers for it whatever the agent does. */
    public boolean holds(Vip.Key address) {
        return addresses.contains(address);
    }

    /** The addresses that were added and are still there. */
    public List<Vip.Key> addresses() {
        return List.copyOf(addresses);
    }

    /** The devices, up or not. */
    Set<String> devices() {
        return lostDevices.keySet();
    }

    /** Adds the address; the errno when that cannot be. An address that is there already is EEXIST. */
    Optional<String> add(Vip.Key address) {
        Link link = link(address.device());
        if (!link.present()) {
            return Optional.of("ENODEV");
        }
        if (!addresses.add(address)) {
            return Optional.of("EEXIST");
        }
        listener.accept(new Notice.AddressIs(address, true));
        return Optional.empty();
    }

    /** Removes the address; the errno when it was not there. */
    Optional<String> remove(Vip.Key address) {
        if (!addresses.remove(address)) {
            return Optional.of("EADDRNOTAVAIL");
        }
        listener.accept(new Notice.AddressIs(address, false));
        return Optional.empty();
    }

    /**
     * One more reason, or one less, why the device is lost in that way. A deleted device loses its addresses, one set down
     * those of IPv6.
     */
    void lose(String device, Fault.Loss how, boolean begins) {
        Link before = link(device);
        Optional<IpAddress> ownBefore = ownAddress();
        lost(device).merge(how, begins ? 1 : -1, Integer::sum);
        Link after = link(device);
        if (before.equals(after)) {
            return;
        }
        for (Vip.Key address : new ArrayList<>(addresses)) {
            boolean flushed = address.address().family() == Family.IPV6 && !after.adminUp();
            if (address.device().equals(device) && (!after.present() || flushed)) {
                remove(address);
            }
        }
        listener.accept(new Notice.LinkIs(device, after));
        tellOwn(ownBefore);
    }

    /** One more reason, or one less, why the node's own address is gone. */
    void loseOwn(boolean begins) {
        Optional<IpAddress> before = ownAddress();
        ownLost += begins ? 1 : -1;
        tellOwn(before);
    }

    private void tellOwn(Optional<IpAddress> before) {
        if (!before.equals(ownAddress())) {
            listener.accept(new Notice.OwnAddressIs(ownAddress()));
        }
    }

    private boolean isLost(String device, Fault.Loss how) {
        return lost(device).getOrDefault(how, 0) > 0;
    }

    private Map<Fault.Loss, Integer> lost(String device) {
        Map<Fault.Loss, Integer> lost = lostDevices.get(device);
        if (lost == null) {
            throw new IllegalArgumentException("no device " + device);
        }
        return lost;
    }
}
