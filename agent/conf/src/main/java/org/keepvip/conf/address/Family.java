package org.keepvip.conf.address;

/** An address family. The two families of one VRID are independent virtual routers (RFC 9568 section 1.2). */
public enum Family {
    IPV4(4, 32),
    IPV6(16, 128);

    private final int octets;
    private final int bits;

    Family(int octets, int bits) {
        this.octets = octets;
        this.bits = bits;
    }

    /** Octets of one address: 4 or 16. */
    public int octets() {
        return octets;
    }

    /** Bits of one address, the longest prefix length: 32 or 128. */
    public int bits() {
        return bits;
    }
}
