package org.keepvip.vrrp.packet;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;

/**
 * keepalived's auth_hmac with one key: the 28 octets that sign an advert, HMAC-SHA-256 cut to 16 octets over a pseudo
 * block (family, version, VRID, source address), the advert with its checksum as zero, and the trailer's fields. The
 * destination is not in it: all peers get the same trailer. Not for use by two threads at once.
 */
public final class SignatureTrailer {
    /** The trailer's length. */
    static final int OCTETS = 28;

    /** HMAC-SHA-256-128, the only type there is. */
    static final int TYPE = 1;

    static final int KEY_ID = 1;
    static final int RESERVED = 2;
    static final int TIME = 4;
    static final int VALUE = 12;

    private static final int VALUE_OCTETS = OCTETS - VALUE;
    private static final byte[] ZEROS = new byte[VALUE_OCTETS];

    private static final int PSEUDO_OCTETS = 20;
    private static final int PSEUDO_SOURCE = 4;

    private final int keyId;
    private final Mac mac;
    private final byte[] pseudoBlock = new byte[PSEUDO_OCTETS];
    private final byte[] value;

    /** Signs and verifies with {@code key}. */
    public SignatureTrailer(SigningKey key) {
        keyId = key.id();
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.octets(), mac.getAlgorithm()));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256, and any octets are a key for it", impossible);
        }
        value = new byte[mac.getMacLength()];
    }

    /** The id of its key, 1 to 255. */
    public int keyId() {
        return keyId;
    }

    /** Whether the signature of {@code datagram}, which must have been decoded as carrying one, is this key's. */
    public boolean verifies(Datagram datagram) {
        byte[] octets = datagram.octets();
        int from = 0;
        int to = octets.length;
        if (datagram.family() == Family.IPV4) {
            from = Ipv4Header.length(octets);
            to = Octets.unsigned16(octets, Ipv4Header.TOTAL_LENGTH); // Ethernet may have padded it
        }
        compute(datagram.source(), octets, from, to - OCTETS);
        int at = to - VALUE_OCTETS;
        return MessageDigest.isEqual(
                Arrays.copyOfRange(octets, at, at + VALUE_OCTETS), Arrays.copyOf(value, VALUE_OCTETS));
    }

    /** Writes the trailer of the advert that begins at {@code from} to its place at {@code to}. */
    void sign(IpAddress source, byte[] octets, int from, int to, SignatureTime time) {
        Octets.put8(octets, to, TYPE);
        Octets.put8(octets, to + KEY_ID, keyId);
        Octets.put16(octets, to + RESERVED, 0);
        Octets.put64(octets, to + TIME, time.bits());
        compute(source, octets, from, to);
        System.arraycopy(value, 0, octets, to + VALUE, VALUE_OCTETS);
    }

    private void compute(IpAddress source, byte[] octets, int from, int to) {
        Octets.put8(pseudoBlock, 0, source.family() == Family.IPV4 ? 4 : 6);
        Octets.put8(pseudoBlock, 1, Octets.unsigned8(octets, from) >>> 4);
        Octets.put8(pseudoBlock, 2, Octets.unsigned8(octets, from + AdvertLayout.VRID));
        Arrays.fill(pseudoBlock, PSEUDO_SOURCE, PSEUDO_OCTETS, (byte) 0);
        Octets.put(pseudoBlock, PSEUDO_SOURCE, source);
        mac.update(pseudoBlock);
        mac.update(octets, from, AdvertLayout.CHECKSUM);
        mac.update(ZEROS, 0, 2);
        mac.update(octets, from + AdvertLayout.OCTETS, to - from - AdvertLayout.OCTETS);
        mac.update(octets, to, VALUE);
        mac.update(ZEROS);
        try {
            mac.doFinal(value, 0);
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("the array was made for this MAC", impossible);
        }
    }
}
