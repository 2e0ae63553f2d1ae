package org.keepvip.linux.netlink;

/**
 * An interface that stands on another one and is made by request.
 *
 * @param name 1 to 15 characters
 * @param lower the index of the interface it stands on
 * @param alias what {@code ip link} shows beside the name, at most 255 octets
 */
public record VirtualLink(String name, int lower, Form form, String alias) {
    /** What it is. */
    public sealed interface Form {
        /** The word the kernel knows it by, which is also its module's name. */
        String kind();
    }

    /** Mode private: an interface with a hardware address of its own, which its neighbours on the same link do not reach. */
    public record Macvlan(HardwareAddress address) implements Form {
        @Override
        public String kind() {
            return "macvlan";
        }
    }

    /** Mode L2: an interface that shares the hardware address. */
    public record Ipvlan(Traffic traffic) implements Form {
        @Override
        public String kind() {
            return "ipvlan";
        }
    }

    /** Which of its neighbours on the same link an ipvlan reaches (if_link.h, IPVLAN_F_*). */
    public enum Traffic {
        BRIDGE,
        PRIVATE,
        VEPA
    }
}
