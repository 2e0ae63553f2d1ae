package org.keepvip.linux;

/** An address family of the internet protocols, with the kernel's number for it (address_families(7)). */
public enum AddressFamily {
    IPV4(2, 4),
    IPV6(10, 16);

    private final int number;
    private final int octets;

    AddressFamily(int number, int octets) {
        this.number = number;
        this.octets = octets;
    }

    /** AF_INET or AF_INET6. */
    public int number() {
        return number;
    }

    /** The length of an address. */
    public int octets() {
        return octets;
    }
}
