package org.keepvip.vrrp.packet;

import java.util.Optional;

/** What a datagram turned out to be. */
public sealed interface Decoded {
    /**
     * A complete advert; whether it is for us and to be believed is not decided.
     *
     * @param type the packet type, 0 to 15; 1 is ADVERTISEMENT
     * @param checksum over what the checksum is right; empty when it is wrong. Version 2 knows MESSAGE_ONLY, IPv6
     *     PSEUDO_HEADER; of a version 3 advert on IPv4 that satisfies several, the first of {@link ChecksumForm}
     * @param ipOptions the IPv4 header has options
     */
    record Advert(
            Advertisement advertisement,
            int type,
            Credentials credentials,
            Optional<ChecksumForm> checksum,
            boolean ipOptions)
            implements Decoded {}

    /** Octets that are no advert. */
    record Malformed(Defect why) implements Decoded {}
}
