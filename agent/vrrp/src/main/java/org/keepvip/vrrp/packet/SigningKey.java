package org.keepvip.vrrp.packet;

import java.security.MessageDigest;

/** A key of auth_hmac, shown by no log line, dump or stack trace. */
public final class SigningKey {
    private static final int LEAST = 32;
    private static final int MOST = 64;

    private final int id;
    private final byte[] octets;

    /**
     * A key.
     *
     * @param id what the trailer names it by, 1 to 255
     * @param octets 32 to 64; copied
     * @throws IllegalArgumentException when it is neither
     */
    public SigningKey(int id, byte[] octets) {
        if (id < 1 || id > 255) {
            throw new IllegalArgumentException("key id " + id + ", not 1 to 255");
        }
        if (octets.length < LEAST || octets.length > MOST) {
            throw new IllegalArgumentException(
                    "key " + id + " has " + octets.length + " octets, not " + LEAST + " to " + MOST);
        }
        this.id = id;
        this.octets = octets.clone();
    }

    /** 1 to 255. */
    public int id() {
        return id;
    }

    /** A fresh array. */
    byte[] octets() {
        return octets.clone();
    }

    /** Compared in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey key && id == key.id && MessageDigest.isEqual(octets, key.octets);
    }

    /** Of the id alone: the octets are nobody's to guess at. */
    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return "key " + id + " ********";
    }
}
