package org.keepvip.vrrp;

/** The counters of keepalived.json's {@code stats}, in its order. */
public enum Statistic {
    ADVERTISEMENTS_RECEIVED("advert_rcvd"),
    ADVERTISEMENTS_SENT("advert_sent"),
    BECAME_MASTER("become_master"),
    RELEASED_MASTER("release_master"),
    PACKET_LENGTH_ERRORS("packet_len_err"),
    INTERVAL_ERRORS("advert_interval_err"),
    TTL_ERRORS("ip_ttl_err"),
    INVALID_TYPES("invalid_type_rcvd"),
    ADDRESS_LIST_ERRORS("addr_list_err"),
    INVALID_AUTH_TYPES("invalid_authtype"),
    AUTH_TYPE_MISMATCHES("authtype_mismatch"),
    AUTH_FAILURES("auth_failure"),
    SIGNATURES_MISSING("auth_ext_missing"),
    SIGNATURES_MALFORMED("auth_ext_malformed"),
    SIGNATURE_KEYS_UNKNOWN("auth_ext_unknown_key"),
    SIGNATURES_INVALID("auth_ext_invalid_hmac"),
    SIGNATURES_STALE("auth_ext_stale"),
    SIGNATURES_REPLAYED("auth_ext_replay"),
    RELEASES_RECEIVED("pri_zero_rcvd"),
    RELEASES_SENT("pri_zero_sent");

    private final String key;

    Statistic(String key) {
        this.key = key;
    }

    /** The key in keepalived.json. */
    public String key() {
        return key;
    }
}
