package org.keepvip.vrrp.packet;

/** Authentication of VRRPv2 (RFC 2338 section 10; removed by RFC 3768, kept for peers that still use it). */
public sealed interface Authentication {
    /** Type 0. */
    record None() implements Authentication {}

    /** Type 1: the password itself travels in each advert. */
    record Password(Secret secret) implements Authentication {}

    /** Type 2 as keepalived speaks it: an IPsec authentication header, HMAC-MD5-96, protocol 51. */
    record AuthenticationHeader(Secret secret) implements Authentication {}
}
