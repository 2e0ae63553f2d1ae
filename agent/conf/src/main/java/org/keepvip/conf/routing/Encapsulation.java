package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Choice;
import org.keepvip.conf.keyword.FreeLine;
import org.keepvip.conf.keyword.Keyword;

/** A tunnel that a route puts packets into (lwtunnel_encap_type, linux/lwtunnel.h). */
@FreeLine
public record Encapsulation(
        @Choice(help = "The header in front: that of a tunnel of IPv4 or IPv6.")
        Optional<Outer> outer,

        @Keyword(value = "mpls", help = "The labels in front.", otherwise = "none")
        Optional<MplsLabels> mpls,

        @Keyword(value = "ila", help = "The locator that takes the place of the address's.", otherwise = "none")
        Optional<IlaLocator> ila,

        @Keyword(value = "id", help = "The tunnel's id.", min = "0", max = "9223372036854775807", otherwise = "none")
        Optional<Long> id,

        @Keyword(value = "dst", help = "The tunnel's far end.", otherwise = "none")
        Optional<IpAddress> destination,

        @Keyword(value = "src", help = "The tunnel's near end.", otherwise = "the route's")
        Optional<IpAddress> source,

        @Keyword(
                value = "ttl",
                also = "hoplimit",
                help = "TTL or hop limit of the header, or of the labels.",
                min = "0",
                max = "255",
                otherwise = "the kernel's")
        Optional<Integer> ttl,

        @Keyword(
                value = "tos",
                also = "tc",
                help = "TOS or traffic class of the header.",
                min = "0",
                max = "255",
                otherwise = "0")
        Optional<Integer> tos,

        @Keyword(value = "flags", help = "The tunnel's flags (TUNNEL_*).", otherwise = "0")
        Optional<Unsigned> flags) {
    /** A tunnel's outer header. */
    public enum Outer {
        IP,
        IP6
    }
}
