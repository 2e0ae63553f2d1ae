package org.keepvip.vrrp.packet;

import org.keepvip.conf.address.IpAddress;

/**
 * An unsolicited neighbour advertisement (RFC 4861 section 4.4, RFC 9568 section 6.4.1): hosts learn that the virtual
 * address is here. The Override flag is set, the Solicited flag is not.
 *
 * @param sender the link-layer address at which the virtual address is
 * @param router the Router flag: neighbours may take the sender for a router
 */
public record NeighbourAdvertisement(MacAddress sender, IpAddress.V6 address, boolean router) {
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int ICMPV6 = 58;
    private static final int TYPE = 136;
    private static final int ROUTER = 0x80;
    private static final int OVERRIDE = 0x20;
    private static final int OPTION_TARGET_LINK_LAYER = 2;

    private static final int IP = 14;
    private static final int ICMP = IP + 40;
    private static final int OPTION = ICMP + 24;
    private static final int FRAME = OPTION + 8;

    /** All nodes, ff02::1, and the Ethernet address of that group (RFC 2464 section 7). */
    private static final IpAddress.V6 ALL_NODES = new IpAddress.V6(0xFF02L << 48, 1);

    private static final MacAddress ALL_NODES_MAC = new MacAddress(0x3333_0000_0001L);

    /** The Ethernet frame, from the virtual address to all nodes, hop limit 255. */
    public byte[] frame() {
        byte[] frame = new byte[FRAME];
        ALL_NODES_MAC.putIn(frame, 0);
        sender.putIn(frame, 6);
        Octets.put16(frame, 12, ETHERTYPE_IPV6);
        Octets.put8(frame, IP, 6 << 4);
        Octets.put16(frame, IP + 4, FRAME - ICMP);
        Octets.put8(frame, IP + 6, ICMPV6);
        Octets.put8(frame, IP + 7, 255);
        Octets.put(frame, IP + 8, address);
        Octets.put(frame, IP + 24, ALL_NODES);
        Octets.put8(frame, ICMP, TYPE);
        Octets.put8(frame, ICMP + 4, OVERRIDE | (router ? ROUTER : 0));
        Octets.put(frame, ICMP + 8, address);
        Octets.put8(frame, OPTION, OPTION_TARGET_LINK_LAYER);
        Octets.put8(frame, OPTION + 1, 1);
        sender.putIn(frame, OPTION + 2);
        long pseudoHeader = InternetChecksum.pseudoHeader(address, ALL_NODES, ICMPV6, FRAME - ICMP);
        Octets.put16(frame, ICMP + 2, InternetChecksum.of(pseudoHeader + InternetChecksum.sum(frame, ICMP, FRAME)));
        return frame;
    }
}
