package org.keepvip.vrrp;

import java.util.Optional;

/** Why a datagram was refused; one counter each. */
public enum Rejection {
    /** Fewer octets than the IP header, the VRRP header or the address count announce. */
    PACKET_TOO_SHORT("packet is cut short", Counter.PACKET_LENGTH),
    /** More octets in the IP packet than the address count announces. */
    PACKET_TOO_LONG("packet is longer than its address count says", Counter.PACKET_LENGTH),
    /** Signed with keepalived's auth_hmac trailer, which this router is not configured for. */
    SIGNATURE_UNEXPECTED("packet is signed (auth_hmac), and this instance has no auth_hmac", Counter.PACKET_LENGTH),
    /** Not a sound IPv4 header, or one that strict reception does not allow. */
    IP_HEADER("IP header is invalid or has options"),
    /** A lone fragment, or under strict reception a packet that came in fragments. */
    FRAGMENT("packet came in fragments"),
    /** TTL or hop limit: 255 on multicast, a peer's min_ttl to max_ttl on unicast. */
    TTL("TTL or hop limit is not what was expected", Counter.IP_TTL),
    /** A VRID that is not this router's. */
    VRID("VRID is not ours"),
    /** A version other than the configured one. */
    VERSION("VRRP version is not ours"),
    /** auth_hmac, mode enforce: no trailer. */
    SIGNATURE_MISSING("packet is not signed (auth_hmac)", Counter.SIGNATURE_MISSING),
    /** auth_hmac: a trailer of a type other than 1, or reserved octets that are not zero. */
    SIGNATURE_MALFORMED("auth_hmac trailer is malformed", Counter.SIGNATURE_MALFORMED),
    /** auth_hmac: signed with a key that this router does not have. */
    SIGNATURE_KEY("auth_hmac key id is not one of ours", Counter.SIGNATURE_KEY),
    /** auth_hmac: the signature is not the key's. */
    SIGNATURE_INVALID("auth_hmac signature is wrong", Counter.SIGNATURE_INVALID),
    /** auth_hmac: signed further from our clock's time than time_window allows. */
    SIGNATURE_STALE("auth_hmac time is too far from ours", Counter.SIGNATURE_STALE),
    /** auth_hmac: not after the last one of that sender. */
    SIGNATURE_REPLAY("auth_hmac time was already processed", Counter.SIGNATURE_REPLAY),
    /** A version 2 authentication type other than 0, 1 and 2. */
    AUTH_TYPE_INVALID("authentication type is unknown", Counter.INVALID_AUTH_TYPE),
    /** An authentication type other than the configured one. */
    AUTH_TYPE_MISMATCH("authentication type is not ours", Counter.AUTH_TYPE_MISMATCH),
    /** A wrong password, integrity check value or SPI. */
    AUTH_FAILURE("authentication failed", Counter.AUTH_FAILURE),
    /** An AH sequence number that is not newer than the last. */
    AUTH_REPLAY("AH sequence number was already processed", Counter.AUTH_FAILURE),
    /** Version 2: not our interval. Version 3: interval 0. */
    ADVERTISEMENT_INTERVAL("advertisement interval is not acceptable", Counter.ADVERTISEMENT_INTERVAL),
    /** A packet type other than 1. */
    TYPE("packet type is not ADVERTISEMENT", Counter.INVALID_TYPE),
    /** A VRRP checksum that no accepted form explains. */
    CHECKSUM("VRRP checksum is wrong"),
    /** Sent to another group, or to a unicast address of a multicast router, or the reverse. */
    DESTINATION("destination is not ours", Counter.ADDRESS_LIST),
    /** A source that no VRRP router can have: unspecified, multicast, broadcast, our own address or a VIP. */
    SOURCE_ADDRESS("source address is impossible"),
    /** Strict reception: an IPv4 source outside the link's subnets, an IPv6 one that is not link-local. */
    SOURCE_OFF_LINK("source address is not of this link"),
    /** A unicast source that is not in unicast_peer. */
    UNKNOWN_PEER("source address is not a unicast peer"),
    /** No address at all. */
    ADDRESS_COUNT("address list is empty", Counter.ADDRESS_LIST),
    /** The first IPv6 address is not link-local although ours is. */
    FIRST_ADDRESS_NOT_LINK_LOCAL("first IPv6 address is not link-local", Counter.ADDRESS_LIST);

    private final String description;
    private final Optional<Counter> counter;

    Rejection(String description) {
        this.description = description;
        this.counter = Optional.empty();
    }

    Rejection(String description, Counter counter) {
        this.description = description;
        this.counter = Optional.of(counter);
    }

    /** For a log line: a clause without the sender. */
    public String description() {
        return description;
    }

    /** Where keepalived's statistics count it; empty when they do not. */
    public Optional<Counter> counter() {
        return counter;
    }

    /** The error counters of keepalived's statistics. */
    public enum Counter {
        PACKET_LENGTH("packet_len_err"),
        IP_TTL("ip_ttl_err"),
        INVALID_AUTH_TYPE("invalid_authtype"),
        AUTH_TYPE_MISMATCH("authtype_mismatch"),
        AUTH_FAILURE("auth_failure"),
        SIGNATURE_MISSING("auth_ext_missing"),
        SIGNATURE_MALFORMED("auth_ext_malformed"),
        SIGNATURE_KEY("auth_ext_unknown_key"),
        SIGNATURE_INVALID("auth_ext_invalid_hmac"),
        SIGNATURE_STALE("auth_ext_stale"),
        SIGNATURE_REPLAY("auth_ext_replay"),
        ADVERTISEMENT_INTERVAL("advert_interval_err"),
        INVALID_TYPE("invalid_type_rcvd"),
        ADDRESS_LIST("addr_list_err");

        private final String key;

        Counter(String key) {
            this.key = key;
        }

        /** The key in keepalived.json. */
        public String key() {
            return key;
        }
    }
}
