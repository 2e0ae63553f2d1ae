package org.keepvip.vrrp.packet;

import org.keepvip.conf.address.IpAddress;

/**
 * How an advert travels.
 *
 * @param source the sender, of the same family as the destination
 * @param destination the group or a peer
 * @param ttl TTL or hop limit, 0 to 255; IPv6's is the socket's affair and not in the octets
 */
public record Envelope(IpAddress source, IpAddress destination, int ttl) {
    /** Refuses mixed families and a TTL outside 0 to 255. */
    public Envelope {
        if (source.family() != destination.family()) {
            throw new IllegalArgumentException(source + " cannot send to " + destination);
        }
        if (ttl < 0 || ttl > 255) {
            throw new IllegalArgumentException("TTL " + ttl + ", not 0 to 255");
        }
    }
}
