package org.keepvip.vrrp;

/** Why a datagram was refused; one counter each. */
public enum Rejection {
    PACKET_TOO_SHORT,
    PACKET_LENGTH,
    IP_HEADER,
    TTL,
    VERSION,
    AUTH_TYPE_INVALID,
    AUTH_TYPE_MISMATCH,
    AUTH_FAILURE,
    AUTH_REPLAY,
    ADVERTISEMENT_INTERVAL,
    TYPE,
    CHECKSUM,
    DESTINATION,
    SOURCE_ADDRESS,
    UNKNOWN_PEER,
    ADDRESS_COUNT,
    ADDRESS_LIST,
    FIRST_ADDRESS_NOT_LINK_LOCAL
}
