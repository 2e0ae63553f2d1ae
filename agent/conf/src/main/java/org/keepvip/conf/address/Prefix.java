package org.keepvip.conf.address;

/**
 * An address with the length of its network prefix, written {@code 10.0.0.1/24}.
 *
 * @param address the address, its host part kept
 * @param length bits of the network part, 0 to 32 or 0 to 128
 */
public record Prefix(IpAddress address, int length) {
    /** Refuses a length outside the family's range. */
    public Prefix {
        if (length < 0 || length > address.family().bits()) {
            throw new IllegalArgumentException("prefix length " + length + " of " + address);
        }
    }

    /** The prefix that holds this one address: /32 or /128. */
    public static Prefix host(IpAddress address) {
        return new Prefix(address, address.family().bits());
    }

    public Family family() {
        return address.family();
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
