package org.keepvip.vrrp.packet;

import org.keepvip.conf.address.IpAddress;

/**
 * A gratuitous ARP: hosts learn that the virtual address is here (RFC 9568 section 6.4.1). Sender and target protocol
 * address are the virtual address (errata 7947, 7949).
 *
 * @param operation receivers learn from either (RFC 5227 section 3)
 * @param sender the hardware address at which the virtual address is
 * @param target the target hardware address, which receivers ignore
 */
public record GratuitousArp(Operation operation, MacAddress sender, MacAddress target, IpAddress.V4 address) {
    /** Octets of the Ethernet frame, before padding. */
    private static final int FRAME = 42;

    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int HARDWARE_ETHERNET = 1;

    /** ARP's operation (RFC 826). */
    public enum Operation {
        REQUEST(1),
        REPLY(2);

        private final int number;

        Operation(int number) {
            this.number = number;
        }
    }

    /** The form that keepalived and FRR send: a request to ff:ff:ff:ff:ff:ff. */
    public static GratuitousArp of(MacAddress sender, IpAddress.V4 address) {
        return new GratuitousArp(Operation.REQUEST, sender, MacAddress.BROADCAST, address);
    }

    /** The Ethernet frame, to everybody; the driver pads it. */
    public byte[] frame() {
        byte[] frame = new byte[FRAME];
        MacAddress.BROADCAST.putIn(frame, 0);
        sender.putIn(frame, 6);
        Octets.put16(frame, 12, ETHERTYPE_ARP);
        Octets.put16(frame, 14, HARDWARE_ETHERNET);
        Octets.put16(frame, 16, ETHERTYPE_IPV4);
        Octets.put8(frame, 18, MacAddress.OCTETS);
        Octets.put8(frame, 19, address.family().octets());
        Octets.put16(frame, 20, operation.number);
        sender.putIn(frame, 22);
        Octets.put(frame, 28, address);
        target.putIn(frame, 32);
        Octets.put(frame, 38, address);
        return frame;
    }
}
