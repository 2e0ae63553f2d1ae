package org.keepvip.linux.netlink;

/** Something to be done to an interface's addresses. */
public sealed interface AddressChange {
    /** What it is done to. */
    InterfaceAddress address();

    /** Put it there; EEXIST if it is. */
    record Add(InterfaceAddress address) implements AddressChange {}

    /** Put it there, or if it is there give it these flags and lifetime. */
    record Replace(InterfaceAddress address) implements AddressChange {}

    /** Take it away; EADDRNOTAVAIL if it is not there. Only interface, address, prefix length and peer matter. */
    record Remove(InterfaceAddress address) implements AddressChange {}
}
