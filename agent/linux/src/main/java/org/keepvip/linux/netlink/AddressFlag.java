package org.keepvip.linux.netlink;

import java.util.EnumSet;
import java.util.Set;

/** The IFA_F_* flags of an address (linux/if_addr.h). */
public enum AddressFlag {
    /** IPv4: another address of the same subnet is primary. IPv6: a temporary address. */
    SECONDARY(0x1),
    NODAD(0x2),
    OPTIMISTIC(0x4),
    DADFAILED(0x8),
    HOMEADDRESS(0x10),
    DEPRECATED(0x20),
    TENTATIVE(0x40),
    PERMANENT(0x80),
    MANAGETEMPADDR(0x100),
    NOPREFIXROUTE(0x200),
    MCAUTOJOIN(0x400),
    STABLE_PRIVACY(0x800);

    private final int bit;

    AddressFlag(int bit) {
        this.bit = bit;
    }

    /** The kernel's bit. */
    public int bit() {
        return bit;
    }

    static Set<AddressFlag> of(int bits) {
        EnumSet<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
        for (AddressFlag flag : values()) {
            if ((bits & flag.bit) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    static int bits(Set<AddressFlag> flags) {
        int bits = 0;
        for (AddressFlag flag : flags) {
            bits |= flag.bit;
        }
        return bits;
    }
}
