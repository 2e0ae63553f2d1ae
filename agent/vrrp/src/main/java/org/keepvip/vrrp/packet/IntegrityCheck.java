package org.keepvip.vrrp.packet;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.keepvip.conf.address.IpAddress;

/**
 * The integrity check value of an authentication header as keepalived computes it: HMAC-MD5-96 keyed with the password
 * padded to eight octets, over the IP header, the authentication header and the advert. Of the IP header TOS, fragment
 * field and checksum count as zero. The TTL, which RFC 4302 section 3.3.3.1.1.1 zeroes too, is kept when the
 * destination is a group and zeroed when it is a peer. Not for use by two threads at once.
 */
public final class IntegrityCheck {
    /** The authentication header's IP protocol number. */
    static final int PROTOCOL = 51;
    /** The authentication header's length: 12 octets of fields, 12 of check value. */
    static final int OCTETS = 24;

    static final int NEXT_HEADER = 0;
    static final int PAYLOAD_LENGTH = 1;
    static final int SPI = 4;
    static final int SEQUENCE = 8;
    static final int VALUE = 12;
    /** Payload length field: the header in 32-bit words less two. */
    static final int WORDS_LESS_TWO = 4;

    private static final int VALUE_OCTETS = 12;

    private final Mac mac;
    private final byte[] header = new byte[60 + OCTETS];
    private final byte[] value;

    /** Checks with {@code secret}. */
    public IntegrityCheck(Secret secret) {
        try {
            mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret.octets(), mac.getAlgorithm()));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has HmacMD5, and any octets are a key for it", impossible);
        }
        value = new byte[mac.getMacLength()];
    }

    /** Whether the check value in {@code datagram}, which must have been decoded as carrying one, is right. */
    public boolean verifies(Datagram datagram) {
        byte[] packet = datagram.octets();
        int from = Ipv4Header.length(packet) + VALUE;
        compute(packet);
        byte[] received = Arrays.copyOfRange(packet, from, from + VALUE_OCTETS);
        return MessageDigest.isEqual(received, Arrays.copyOf(value, VALUE_OCTETS));
    }

    /** Writes the check value into {@code packet}, complete but for it and the IP header's checksum. */
    void sign(byte[] packet) {
        compute(packet);
        System.arraycopy(value, 0, packet, Ipv4Header.length(packet) + VALUE, VALUE_OCTETS);
    }

    private void compute(byte[] packet) {
        int ip = Ipv4Header.length(packet);
        int total = Octets.unsigned16(packet, Ipv4Header.TOTAL_LENGTH);
        System.arraycopy(packet, 0, header, 0, ip + OCTETS);
        Octets.put8(header, Ipv4Header.TOS, 0);
        Octets.put16(header, Ipv4Header.FRAGMENT, 0);
        Octets.put16(header, Ipv4Header.CHECKSUM, 0);
        if (!new IpAddress.V4(Octets.signed32(packet, Ipv4Header.DESTINATION)).isMulticast()) {
            Octets.put8(header, Ipv4Header.TTL, 0);
        }
        Arrays.fill(header, ip + VALUE, ip + OCTETS, (byte) 0);
        mac.update(header, 0, ip + OCTETS);
        mac.update(packet, ip + OCTETS, total - ip - OCTETS);
        try {
            mac.doFinal(value, 0);
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("the array was made for this MAC", impossible);
        }
    }
}
