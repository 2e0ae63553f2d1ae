package org.keepvip.bench.router;

import java.util.List;
import org.keepvip.bench.lab.Node;

/** The protocol forms of the interoperability matrix. */
public enum Protocol {
    /** Version 2 without authentication. */
    V2_NONE(2, false, ""),
    /** Version 2 with a plain-text password. */
    V2_PASS(2, false, "PASS"),
    /** Version 2 in an Authentication Header, keepalived's form. */
    V2_AH(2, false, "AH"),
    /** Version 3 over IPv4. */
    V3_IPV4(3, false, ""),
    /** Version 3 over IPv6. */
    V3_IPV6(3, true, "");

    private final int version;
    private final boolean ipv6;
    private final String authentication;

    Protocol(int version, boolean ipv6, String authentication) {
        this.version = version;
        this.ipv6 = ipv6;
        this.authentication = authentication;
    }

    /** 2 or 3. */
    public int version() {
        return version;
    }

    /** Whether adverts travel over IPv6. */
    public boolean ipv6() {
        return ipv6;
    }

    /** keepalived's {@code auth_type}; empty for none. */
    public String authentication() {
        return authentication;
    }

    /** Whether there is a password. */
    public boolean authenticated() {
        return !authentication.isEmpty();
    }

    /** The address that a client uses. */
    public String vip() {
        return ipv6 ? "2001:db8:99::100" : "10.99.0.100";
    }

    /** The virtual addresses of a router, in the order of its adverts. RFC 9568 section 5.2.9 wants a link-local one first. */
    public List<String> vips() {
        return ipv6 ? List.of("fe80::100/64", vip() + "/64") : List.of(vip() + "/24");
    }

    /** The address of a node that unicast adverts come from. */
    public String unicastAddress(Node node) {
        return ipv6 ? node.ipv6() : node.ipv4();
    }
}
