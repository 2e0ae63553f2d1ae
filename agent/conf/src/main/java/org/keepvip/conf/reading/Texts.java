package org.keepvip.conf.reading;

import org.keepvip.conf.address.Family;

/** Values as messages write them. */
final class Texts {
    private Texts() {}

    /** IPv4 or IPv6. */
    static String of(Family family) {
        return switch (family) {
            case IPV4 -> "IPv4";
            case IPV6 -> "IPv6";
        };
    }
}
