package org.keepvip.vrrp.packet;

import java.util.List;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;

/** Over what a VRRPv3 advert on IPv4 is summed; version 2 and IPv6 know one form each. */
public enum ChecksumForm {
    /** Pseudo header with the real destination, then the message: keepalived, FRR, RFC 5798 as they read it. */
    PSEUDO_HEADER,
    /** The message alone: RFC 9568 section 5.2.8. */
    MESSAGE_ONLY,
    /** Pseudo header with the multicast group although sent to a peer: keepalived before 1.3.7. */
    GROUP_PSEUDO_HEADER;

    private static final List<ChecksumForm> ALL = List.of(values());
    private static final List<ChecksumForm> MESSAGE = List.of(MESSAGE_ONLY);
    private static final List<ChecksumForm> PSEUDO = List.of(PSEUDO_HEADER);

    private static final IpAddress GROUP = IpAddress.of((byte) 224, (byte) 0, (byte) 0, (byte) 18);

    /** The forms that an advert of this version and family may have, the likeliest first. */
    static List<ChecksumForm> of(Version version, Family family) {
        return switch (family) {
            case IPV6 -> PSEUDO;
            case IPV4 -> version == Version.V2 ? MESSAGE : ALL;
        };
    }

    /** The sum of what is put before a message of {@code length} octets. */
    long pseudoHeader(IpAddress source, IpAddress destination, int length) {
        return switch (this) {
            case PSEUDO_HEADER -> InternetChecksum.pseudoHeader(source, destination, InternetChecksum.VRRP, length);
            case MESSAGE_ONLY -> 0;
            case GROUP_PSEUDO_HEADER -> InternetChecksum.pseudoHeader(source, GROUP, InternetChecksum.VRRP, length);
        };
    }
}
