package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;

/** {@code authentication { }}: VRRPv2 only (RFC 2338 section 10). */
public record Authentication(
        @Keyword(
                value = "auth_type",
                help = "PASS sends the password in each advert; AH signs it with HMAC-MD5 (IPv4 only).",
                otherwise = "none: authentication is off")
        Optional<Type> type,

        @Keyword(
                value = "auth_pass",
                help = "The password; what follows the eighth octet is cut off.",
                otherwise = "none: authentication is off",
                unit = "at most 8 octets")
        Optional<Password> password) {

    /** The word after {@code auth_type}. */
    public enum Type {
        PASS,
        AH
    }
}
