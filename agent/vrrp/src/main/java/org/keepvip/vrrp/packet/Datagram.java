package org.keepvip.vrrp.packet;

import java.util.Arrays;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;

/**
 * A datagram as a raw socket delivered it. For IPv4 that is the whole IP packet (raw(7)); for IPv6 the payload, with
 * the addresses and the hop limit that the kernel tells beside it (RFC 3542: the sender, IPV6_PKTINFO,
 * IPV6_HOPLIMIT). Nothing is checked here: any octets make a datagram.
 */
public final class Datagram {
    private static final IpAddress.V4 UNREADABLE = new IpAddress.V4(0);

    private final byte[] octets;
    private final IpAddress source;
    private final IpAddress destination;
    private final int hopLimit;
    private final boolean reassembled;

    private Datagram(byte[] octets, IpAddress source, IpAddress destination, int hopLimit, boolean reassembled) {
        this.octets = octets;
        this.source = source;
        this.destination = destination;
        this.hopLimit = hopLimit;
        this.reassembled = reassembled;
    }

    /** The IP packet in {@code packet}, which came in one piece. */
    public static Datagram ofIpv4(byte... packet) {
        return ofIpv4(packet, packet.length, false);
    }

    /**
     * An IPv4 packet.
     *
     * @param buffer holds the packet from its first octet on; copied
     * @param length octets received, 0 to the buffer's length
     * @param reassembled the kernel put it together from fragments (IP_RECVFRAGSIZE tells)
     */
    public static Datagram ofIpv4(byte[] buffer, int length, boolean reassembled) {
        byte[] octets = Arrays.copyOf(buffer, length);
        return length < Ipv4Header.OCTETS
                ? new Datagram(octets, UNREADABLE, UNREADABLE, 0, reassembled)
                : new Datagram(
                        octets,
                        Octets.ipv4(octets, Ipv4Header.SOURCE),
                        Octets.ipv4(octets, Ipv4Header.DESTINATION),
                        Octets.unsigned8(octets, Ipv4Header.TTL),
                        reassembled);
    }

    /**
     * The payload of an IPv6 packet.
     *
     * @param hopLimit 0 to 255
     * @param buffer holds the payload from its first octet on; copied
     * @param length octets received, 0 to the buffer's length
     */
    public static Datagram ofIpv6(
            IpAddress.V6 source, IpAddress.V6 destination, int hopLimit, byte[] buffer, int length) {
        return new Datagram(Arrays.copyOf(buffer, length), source, destination, hopLimit, false);
    }

    /**
     * The VRID that the octets name, without a look at the rest, so that a reader can choose the router before it pays
     * for more. Allocates nothing.
     *
     * @return 1 to 255; 0 when the octets are too few to name one, and when they name 0
     */
    public static int vrid(Family family, byte[] buffer, int length) {
        int at = 1;
        if (family == Family.IPV4) {
            if (length < Ipv4Header.OCTETS) {
                return 0;
            }
            at += Ipv4Header.length(buffer);
            if (Octets.unsigned8(buffer, Ipv4Header.PROTOCOL) == IntegrityCheck.PROTOCOL) {
                at += IntegrityCheck.OCTETS;
            }
        }
        return at < length ? Octets.unsigned8(buffer, at) : 0;
    }

    /** IPv4: whether the octets are this datagram again, but for IP identification and header checksum. */
    public boolean isRepeatedBy(byte[] buffer, int length) {
        return length == octets.length
                && length >= Ipv4Header.OCTETS
                && source.family() == Family.IPV4
                && Arrays.equals(octets, 0, Ipv4Header.IDENTIFICATION, buffer, 0, Ipv4Header.IDENTIFICATION)
                && Arrays.equals(
                        octets,
                        Ipv4Header.FRAGMENT,
                        Ipv4Header.CHECKSUM,
                        buffer,
                        Ipv4Header.FRAGMENT,
                        Ipv4Header.CHECKSUM)
                && Arrays.equals(octets, Ipv4Header.SOURCE, length, buffer, Ipv4Header.SOURCE, length);
    }

    /** IPv6: whether this is the same payload from the same sender, the address given as two halves in network order. */
    public boolean isRepeatedBy(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int hops,
            byte[] buffer,
            int length) {
        return hops == hopLimit
                && source instanceof IpAddress.V6 from
                && from.low() == sourceLow
                && from.high() == sourceHigh
                && destination instanceof IpAddress.V6 to
                && to.low() == destinationLow
                && to.high() == destinationHigh
                && Arrays.equals(octets, 0, octets.length, buffer, 0, length);
    }

    public Family family() {
        return source.family();
    }

    /** The IP source; 0.0.0.0 when there is no whole IPv4 header. */
    public IpAddress source() {
        return source;
    }

    /** The IP destination; 0.0.0.0 when there is no whole IPv4 header. */
    public IpAddress destination() {
        return destination;
    }

    /** TTL or hop limit, 0 to 255. */
    public int hopLimit() {
        return hopLimit;
    }

    /** Whether the kernel put it together from fragments. */
    public boolean isReassembled() {
        return reassembled;
    }

    /** Not a copy: for reading in this package only. */
    byte[] octets() {
        return octets;
    }

    /** Who sent how much to whom; never the octets, which may hold a password. */
    @Override
    public String toString() {
        return source + " > " + destination + ", " + octets.length + " octets";
    }
}
