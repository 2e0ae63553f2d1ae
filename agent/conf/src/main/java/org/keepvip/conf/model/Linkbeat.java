package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Positional;

/** A line of linkbeat_interfaces: an interface whose link is asked for every second. */
public record Linkbeat(
        @Positional("interface") InterfaceName device,

        @Positional("how")
        @Keyword(value = "linkbeat", help = "What is asked.", otherwise = "the best that its driver answers")
        Optional<Method> method) {

    /** Whom the link state is asked of. */
    public enum Method {
        MII,
        ETHTOOL,
        IOCTL
    }
}
