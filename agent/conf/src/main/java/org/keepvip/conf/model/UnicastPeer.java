package org.keepvip.conf.model;

import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Positional;

/** A line of unicast_peer. */
public record UnicastPeer(
        @Positional("IP address") IpAddress address,

        @Keyword(
                value = "min_ttl",
                min = "0",
                max = "255",
                standard = "0",
                help = "Least TTL or hop limit its adverts may arrive with; switches check_unicast_src on.")
        int minTtl,

        @Keyword(
                value = "max_ttl",
                min = "0",
                max = "255",
                standard = "255",
                help = "Largest TTL or hop limit its adverts may arrive with; switches check_unicast_src on.")
        int maxTtl) {}
