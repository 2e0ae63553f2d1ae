package org.keepvip.vrrp.packet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;

/**
 * An advert as octets, ready to be sent again and again. What differs from one sending to the next is patched in place:
 * without an authentication header or a signature nothing is allocated. IPv4 octets are the whole IP packet, for a socket with
 * IP_HDRINCL; IPv6 octets are the payload. Not for use by two threads at once.
 */
public final class AdvertisementTemplate {
    private final byte[] octets;
    private final ByteBuffer buffer;
    private final Envelope envelope;
    private final Family family;
    private final @Nullable IntegrityCheck integrityCheck;

    private AdvertisementTemplate(byte[] octets, Envelope envelope, @Nullable IntegrityCheck integrityCheck) {
        this.octets = octets;
        this.buffer = ByteBuffer.wrap(octets);
        this.envelope = envelope;
        family = envelope.source().family();
        this.integrityCheck = integrityCheck;
    }

    /**
     * Encodes. What is to be signed has room for the signature, which {@link #sign} makes.
     *
     * @param form only a version 3 advert on IPv4 has the choice
     * @throws IllegalArgumentException when no advert can say this: more than 255 addresses, an address of the other
     *     family, an interval that the field cannot hold, authentication in version 3, an authentication header on IPv6
     */
    public static AdvertisementTemplate of(
            Advertisement advertisement, Authentication authentication, ChecksumForm form, Envelope envelope) {
        Family family = envelope.source().family();
        boolean ofVersion2 = authentication instanceof Authentication.Password
                || authentication instanceof Authentication.AuthenticationHeader;
        if (advertisement.version() == Version.V3 && ofVersion2) {
            throw new IllegalArgumentException("VRRPv3 has no such authentication");
        }
        byte[] advert = Encoder.advert(advertisement, authentication, form, envelope);
        if (authentication instanceof Authentication.AuthenticationHeader(Secret secret)) {
            if (family != Family.IPV4) {
                throw new IllegalArgumentException("an authentication header is for IPv4 only");
            }
            byte[] packet = Encoder.packet(advert, envelope, true);
            return new AdvertisementTemplate(packet, envelope, new IntegrityCheck(secret));
        }
        byte[] octets = family == Family.IPV4 ? Encoder.packet(advert, envelope, false) : advert;
        return new AdvertisementTemplate(octets, envelope, null);
    }

    /** Signs the advert, which must have been encoded as one to be signed. */
    public void sign(SignatureTrailer signer, SignatureTime time) {
        int from = family == Family.IPV4 ? Ipv4Header.OCTETS : 0;
        signer.sign(envelope.source(), octets, from, octets.length - SignatureTrailer.OCTETS, time);
        sumAgain();
    }

    /** Takes over the signature of {@code signed}, the same advert from the same source to somebody else. */
    public void signLike(AdvertisementTemplate signed) {
        int from = octets.length - SignatureTrailer.OCTETS;
        System.arraycopy(signed.octets, from, octets, from, SignatureTrailer.OCTETS);
        sumAgain();
    }

    /** IPv6's checksum is over the signature too. */
    private void sumAgain() {
        if (family == Family.IPV6) {
            IpAddress source = envelope.source();
            Octets.put16(octets, AdvertLayout.CHECKSUM, 0);
            long pseudoHeader =
                    InternetChecksum.pseudoHeader(source, envelope.destination(), InternetChecksum.VRRP, octets.length);
            Octets.put16(
                    octets,
                    AdvertLayout.CHECKSUM,
                    InternetChecksum.of(InternetChecksum.sum(octets, 0, octets.length) + pseudoHeader));
        }
    }

    /**
     * The octets to send: always the same array, valid until the next call.
     *
     * @param identification the IP identification, 1 to 65535, one more for each advert but the same for every peer's
     *     copy of one; ignored on IPv6
     * @param sequence the authentication header's sequence number, unsigned, from 1; ignored without one
     */
    public byte[] octets(int identification, int sequence) {
        if (family == Family.IPV4) {
            Octets.put16(octets, Ipv4Header.IDENTIFICATION, identification);
            if (integrityCheck != null) {
                Octets.put32(octets, Ipv4Header.OCTETS + IntegrityCheck.SEQUENCE, sequence);
                integrityCheck.sign(octets);
            }
            Octets.put16(octets, Ipv4Header.CHECKSUM, 0);
            int checksum = InternetChecksum.of(InternetChecksum.sum(octets, 0, Ipv4Header.OCTETS));
            Octets.put16(octets, Ipv4Header.CHECKSUM, checksum);
        }
        return octets;
    }

    /** As {@link #octets}, for a socket: always the same buffer, the octets from position 0 to its limit. */
    public ByteBuffer buffer(int identification, int sequence) {
        octets(identification, sequence);
        return buffer.clear();
    }

    /** The identification after {@code identification}: counts to 65535 and skips 0, which the kernel would replace. */
    public static int identificationAfter(int identification) {
        return identification >= 0xFFFF ? 1 : identification + 1;
    }
}
