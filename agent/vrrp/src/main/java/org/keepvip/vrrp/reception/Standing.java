package org.keepvip.vrrp.reception;

import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;

/**
 * What the receive checks must know besides the settings.
 *
 * @param master whether we are MASTER
 * @param source the address we send from
 * @param subnets the prefixes of the link's addresses; empty when not known, and then nothing is off link
 * @param sequence the highest AH sequence number sent or accepted, unsigned; 0 for none. Sender and receiver share it,
 *     as in keepalived: a router that takes over goes on counting where the other stopped
 */
public record Standing(boolean master, Optional<IpAddress> source, List<Prefix> subnets, int sequence) {
    /** Copies the list. */
    public Standing {
        subnets = List.copyOf(subnets);
    }
}
