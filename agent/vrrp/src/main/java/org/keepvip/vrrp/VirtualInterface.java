package org.keepvip.vrrp;

import java.util.Optional;
import org.keepvip.conf.address.Prefix;
import org.keepvip.vrrp.packet.MacAddress;

/**
 * An interface that is made for a router and goes with it.
 *
 * @param name at most 15 characters
 * @param base the interface it stands on
 * @param ipv6 whether the router has IPv6 on it
 */
public record VirtualInterface(String name, String base, Form form, boolean ipv6) {
    /** What tells its frames from those of the base. */
    public sealed interface Form {}

    /** An Ethernet address of its own, as a rule the virtual router's (RFC 9568 section 7.3). */
    public record Macvlan(MacAddress address) implements Form {}

    /**
     * The base's Ethernet address.
     *
     * @param address its own IP address; empty where adverts come from another
     */
    public record Ipvlan(Optional<Prefix> address, Traffic traffic) implements Form {}

    /** Which other ipvlan interfaces of its base it reaches. */
    public enum Traffic {
        /** All of them. */
        BRIDGE,
        /** None. */
        PRIVATE,
        /** Those to which a switch sends its frames back. */
        VEPA
    }
}
