package org.keepvip.vrrp.packet;

import java.util.Optional;

/**
 * What an advert carried to authenticate itself, not yet compared with anything.
 *
 * @param type version 2's Auth Type, 0 to 255; 0 in version 3, which has none
 * @param data version 2's authentication data on IPv4, zeros where there is none
 * @param header the IPsec authentication header before the advert
 * @param trailer the signature after the advert
 */
public record Credentials(int type, Secret data, Optional<IpsecHeader> header, Optional<Trailer> trailer) {
    /**
     * The fields of an authentication header besides the check value.
     *
     * @param spi security parameters index; keepalived's is the source address
     * @param sequence unsigned
     */
    public record IpsecHeader(int spi, int sequence) {}

    /**
     * The fields of keepalived's auth_hmac trailer besides the signature.
     *
     * @param sound its type is HMAC-SHA-256-128 and its reserved octets are zero
     * @param keyId 0 to 255
     */
    public record Trailer(boolean sound, int keyId, SignatureTime time) {}
}
