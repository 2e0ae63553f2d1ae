package org.keepvip.vrrp.packet;

/** Why a datagram cannot be read as an advert at all. */
public enum Defect {
    /** Fewer octets than the IP header, the VRRP header or the address count announce. */
    TOO_SHORT,
    /** More octets than the address count announces, and not by the 28 of keepalived's auth_hmac trailer. */
    TOO_LONG,
    /** Not an IPv4 header, a wrong header checksum, or neither VRRP nor an authentication header before VRRP. */
    IP_HEADER,
    /** A part of a packet. */
    FRAGMENT,
    /** Neither version 2 nor 3. */
    VERSION,
    /** VRID 0. */
    VRID
}
