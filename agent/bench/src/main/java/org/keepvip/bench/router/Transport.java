package org.keepvip.bench.router;

/** How adverts reach the other router. */
public enum Transport {
    /** To the VRRP group. */
    MULTICAST,
    /** To the listed peer. */
    UNICAST
}
