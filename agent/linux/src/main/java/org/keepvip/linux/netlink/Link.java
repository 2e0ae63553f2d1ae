package org.keepvip.linux.netlink;

import java.util.Optional;

/**
 * A network interface (struct ifinfomsg and its attributes, rtnetlink(7)).
 *
 * @param index the number the kernel knows it by; another one after it was deleted and made again
 * @param name at most 15 characters; it can change while the index stays
 * @param flags IFF_*, see netdevice(7)
 * @param mtu octets
 * @param type ARPHRD_*: 1 Ethernet, 32 InfiniBand, 772 loopback
 * @param kind what made it, as {@code veth}, {@code macvlan}, {@code vlan}, {@code bond}; empty for hardware and loopback
 * @param hardwareAddress empty where the type has none
 * @param master the index of the bridge, bond or VRF it belongs to; 0 for none
 * @param lower the index of the interface it stands on, as a macvlan does; 0 for none or in another network namespace
 * @param alias what its maker noted; empty as a rule
 * @param table the routing table of a VRF; 0 for every other kind
 */
public record Link(
        int index,
        String name,
        int flags,
        int mtu,
        int type,
        String kind,
        Optional<HardwareAddress> hardwareAddress,
        int master,
        int lower,
        String alias,
        int table) {
    private static final int IFF_UP = 0x1;
    private static final int IFF_LOOPBACK = 0x8;
    private static final int IFF_RUNNING = 0x40;
    private static final int IFF_MULTICAST = 0x1000;

    /** The administrator wants it up (IFF_UP). */
    public boolean isUp() {
        return (flags & IFF_UP) != 0;
    }

    /** It is operational: it has a carrier (IFF_RUNNING). */
    public boolean isRunning() {
        return (flags & IFF_RUNNING) != 0;
    }

    /** IFF_LOOPBACK. */
    public boolean isLoopback() {
        return (flags & IFF_LOOPBACK) != 0;
    }

    /** IFF_MULTICAST. */
    public boolean isMulticast() {
        return (flags & IFF_MULTICAST) != 0;
    }
}
