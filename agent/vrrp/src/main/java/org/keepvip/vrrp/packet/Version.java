package org.keepvip.vrrp.packet;

/** The protocol version in the upper nibble of an advert's first octet. */
public enum Version {
    /** RFC 3768. */
    V2(2),
    /** RFC 5798 and RFC 9568. */
    V3(3);

    private final int number;

    Version(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
