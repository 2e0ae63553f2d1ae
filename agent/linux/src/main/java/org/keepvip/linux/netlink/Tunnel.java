package org.keepvip.linux.netlink;

import java.util.List;
import java.util.Optional;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Ip;

/** What a route's packets are wrapped in (lightweight tunnels, linux/lwtunnel.h). */
public sealed interface Tunnel {
    /**
     * A header of a collect-metadata tunnel.
     *
     * @param outer the header's family
     * @param id the tunnel's id
     * @param ttl 0 to 255
     * @param tos 0 to 255
     * @param flags TUNNEL_*, 16 bits
     */
    record Header(
            AddressFamily outer,
            Optional<Long> id,
            Optional<Ip> destination,
            Optional<Ip> source,
            Optional<Integer> ttl,
            Optional<Integer> tos,
            Optional<Integer> flags)
            implements Tunnel {}

    /**
     * Labels, the outermost first.
     *
     * @param labels 0 to 1048575 each
     * @param ttl 0 to 255
     */
    record Labels(List<Integer> labels, Optional<Integer> ttl) implements Tunnel {}

    /** A locator in the place of the destination's upper half. */
    record Locator(long bits) implements Tunnel {}
}
