package org.keepvip.vrrp.packet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Eight octets that no log line, dump or stack trace shows; shorter ones are padded with zeros. */
public final class Secret {
    private static final int OCTETS = 8;

    /** Eight zeros: what an advert without a password carries. */
    static final Secret NONE = new Secret(new byte[OCTETS]);

    private final byte[] octets;

    private Secret(byte[] octets) {
        this.octets = octets;
    }

    /** The first eight octets of {@code text} in UTF-8. */
    public static Secret of(String text) {
        return new Secret(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), OCTETS));
    }

    /** The eight octets at {@code from}, which must be there. */
    static Secret of(byte[] octets, int from) {
        return new Secret(Arrays.copyOfRange(octets, from, from + OCTETS));
    }

    /** The eight octets; a fresh array. */
    public byte[] octets() {
        return octets.clone();
    }

    /** Compared in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(octets, secret.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "********";
    }
}
