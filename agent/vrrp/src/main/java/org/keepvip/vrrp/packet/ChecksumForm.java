package org.keepvip.vrrp.packet;

/** Over what a VRRPv3 advert on IPv4 is summed; version 2 and IPv6 know one form each. */
public enum ChecksumForm {
    /** Pseudo header with the real destination, then the message: keepalived, FRR, RFC 5798 as they read it. */
    PSEUDO_HEADER,
    /** The message alone: RFC 9568 section 5.2.8. */
    MESSAGE_ONLY,
    /** Pseudo header with the multicast group although sent to a peer: keepalived before 1.3.7. */
    GROUP_PSEUDO_HEADER
}
