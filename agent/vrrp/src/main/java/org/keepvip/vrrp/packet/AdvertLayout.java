package org.keepvip.vrrp.packet;

import org.keepvip.conf.address.Family;

/** Offsets in an advert (RFC 3768 section 5.1, RFC 9568 section 5.1). */
final class AdvertLayout {
    /** Octets before the first address. */
    static final int OCTETS = 8;

    static final int VRID = 1;
    static final int PRIORITY = 2;
    static final int COUNT = 3;
    /** Version 2. */
    static final int AUTH_TYPE = 4;
    /** Version 2. */
    static final int INTERVAL_SECONDS = 5;
    /** Version 3: the lower 12 bits; the upper four are reserved. */
    static final int INTERVAL_CENTISECONDS = 4;

    static final int CHECKSUM = 6;
    /** Octets of version 2's authentication data. */
    static final int AUTHENTICATION_DATA = 8;

    static final int TYPE_ADVERTISEMENT = 1;

    private AdvertLayout() {}

    /** Version 2 on IPv4 ends with authentication data, also when there is no authentication. */
    static boolean hasAuthenticationData(Version version, Family family) {
        return version == Version.V2 && family == Family.IPV4;
    }

    /** The octets of a complete advert with {@code count} addresses. */
    static int length(Version version, Family family, int count) {
        return OCTETS + count * family.octets() + (hasAuthenticationData(version, family) ? AUTHENTICATION_DATA : 0);
    }
}
