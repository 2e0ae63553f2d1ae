package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.FreeLine;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.model.InterfaceName;

/** One of several ways that a route shares its packets among. */
@FreeLine
public record Nexthop(
        @Keyword(value = "via", help = "The next router.", otherwise = "none")
        Optional<Gateway> gateway,

        @Keyword(value = "dev", help = "The interface it goes out of.", otherwise = "the one that leads to the router")
        Optional<InterfaceName> device,

        @Keyword(value = "weight", help = "Its share, beside the others'.", min = "1", max = "256", standard = "1")
        int weight,

        @Keyword(value = "onlink", help = "The router counts as attached, whatever the addresses say.")
        boolean onlink,

        @Keyword(value = "encap", help = "The tunnel packets are put into.", otherwise = "none")
        Optional<Encapsulation> encapsulation,

        @Keyword(value = "realms", help = "Its realms, IPv4 only.", otherwise = "none")
        Optional<Realms> realms) {}
