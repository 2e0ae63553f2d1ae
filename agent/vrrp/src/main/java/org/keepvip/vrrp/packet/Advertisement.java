package org.keepvip.vrrp.packet;

import java.time.Duration;
import java.util.List;
import org.keepvip.conf.address.IpAddress;

/**
 * What a VRRP advert says, apart from how it is carried (RFC 3768 section 5.3, RFC 9568 section 5.2).
 *
 * @param version the protocol version
 * @param vrid the virtual router
 * @param priority the sender's effective priority; 0 releases
 * @param interval version 2: whole seconds, 0 to 255; version 3: centiseconds, 0 to 4095
 * @param addresses the virtual addresses in the sender's order, all of one family; may be empty
 */
public record Advertisement(
        Version version, Vrid vrid, Priority priority, Duration interval, List<IpAddress> addresses) {
    /** Copies the list. */
    public Advertisement {
        addresses = List.copyOf(addresses);
    }
}
