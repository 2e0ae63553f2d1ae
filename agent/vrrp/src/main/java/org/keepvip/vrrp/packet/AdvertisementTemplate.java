package org.keepvip.vrrp.packet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;

/**
 * An advert as octets, ready to be sent again and again. What differs from one sending to the next is patched in place:
 * nothing is allocated. IPv4 octets are the whole IP packet, for a socket with IP_HDRINCL; IPv6 octets are the payload.
 * Not for use by two threads at once.
 */
public final class AdvertisementTemplate {
    private final byte[] octets;
    private final Family family;
    private final @Nullable IntegrityCheck integrityCheck;

    private AdvertisementTemplate(byte[] octets, Family family, @Nullable IntegrityCheck integrityCheck) {
        this.octets = octets;
        this.family = family;
        this.integrityCheck = integrityCheck;
    }

    /**
     * Encodes.
     *
     * @param form only a version 3 advert on IPv4 has the choice
     * @throws IllegalArgumentException when no advert can say this: more than 255 addresses, an address of the other
     *     family, an interval that the field cannot hold, authentication in version 3, an authentication header on IPv6
     */
    public static AdvertisementTemplate of(
            Advertisement advertisement, Authentication authentication, ChecksumForm form, Envelope envelope) {
        Family family = envelope.source().family();
        if (advertisement.version() == Version.V3 && !(authentication instanceof Authentication.None)) {
            throw new IllegalArgumentException("VRRPv3 has no authentication");
        }
        byte[] advert = advert(advertisement, authentication, family);
        ChecksumForm used = ChecksumForm.of(advertisement.version(), family).contains(form)
                ? form
                : ChecksumForm.of(advertisement.version(), family).getFirst();
        long pseudoHeader = used.pseudoHeader(envelope.source(), envelope.destination(), advert.length);
        Octets.put16(
                advert,
                AdvertLayout.CHECKSUM,
                InternetChecksum.of(InternetChecksum.sum(advert, 0, advert.length) + pseudoHeader));
        return switch (authentication) {
            case Authentication.None _, Authentication.Password _ ->
                new AdvertisementTemplate(
                        family == Family.IPV4 ? packet(advert, envelope, false) : advert, family, null);
            case Authentication.AuthenticationHeader(Secret secret) -> {
                if (family != Family.IPV4) {
                    throw new IllegalArgumentException("an authentication header is for IPv4 only");
                }
                yield new AdvertisementTemplate(packet(advert, envelope, true), family, new IntegrityCheck(secret));
            }
        };
    }

    /**
     * The octets to send, valid until the next call.
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

    /** The identification after {@code identification}: counts to 65535 and skips 0, which the kernel would replace. */
    public static int identificationAfter(int identification) {
        return identification >= 0xFFFF ? 1 : identification + 1;
    }

    private static byte[] advert(Advertisement advertisement, Authentication authentication, Family family) {
        int count = advertisement.addresses().size();
        if (count > 255) {
            throw new IllegalArgumentException(count + " addresses do not fit an advert");
        }
        byte[] advert = new byte[AdvertLayout.length(advertisement.version(), family, count)];
        Octets.put8(advert, 0, advertisement.version().number() << 4 | AdvertLayout.TYPE_ADVERTISEMENT);
        Octets.put8(advert, AdvertLayout.VRID, advertisement.vrid().value());
        Octets.put8(advert, AdvertLayout.PRIORITY, advertisement.priority().value());
        Octets.put8(advert, AdvertLayout.COUNT, count);
        switch (advertisement.version()) {
            case V2 -> {
                Octets.put8(advert, AdvertLayout.AUTH_TYPE, type(authentication));
                Octets.put8(
                        advert,
                        AdvertLayout.INTERVAL_SECONDS,
                        units(advertisement.interval(), Duration.ofSeconds(1), 255));
            }
            case V3 ->
                Octets.put16(
                        advert,
                        AdvertLayout.INTERVAL_CENTISECONDS,
                        units(advertisement.interval(), Duration.ofMillis(10), 4095));
        }
        int at = AdvertLayout.OCTETS;
        for (IpAddress address : advertisement.addresses()) {
            if (address.family() != family) {
                throw new IllegalArgumentException(address + " in an advert of the other family");
            }
            Octets.put(advert, at, address);
            at += family.octets();
        }
        if (authentication instanceof Authentication.Password(Secret secret)
                && AdvertLayout.hasAuthenticationData(advertisement.version(), family)) {
            System.arraycopy(secret.octets(), 0, advert, at, AdvertLayout.AUTHENTICATION_DATA);
        }
        return advert;
    }

    private static int type(Authentication authentication) {
        return switch (authentication) {
            case Authentication.None _ -> 0;
            case Authentication.Password _ -> 1;
            case Authentication.AuthenticationHeader _ -> 2;
        };
    }

    private static int units(Duration interval, Duration unit, int most) {
        long units = interval.dividedBy(unit);
        if (units < 0 || units > most || !unit.multipliedBy(units).equals(interval)) {
            throw new IllegalArgumentException("an advert cannot say the interval " + interval);
        }
        return (int) units;
    }

    /** The IP packet around the advert; identification, checksum and what an authentication header proves stay zero. */
    private static byte[] packet(byte[] advert, Envelope envelope, boolean authenticated) {
        int header = Ipv4Header.OCTETS + (authenticated ? IntegrityCheck.OCTETS : 0);
        byte[] packet = new byte[header + advert.length];
        Octets.put8(packet, 0, 4 << 4 | Ipv4Header.OCTETS / 4);
        Octets.put8(packet, Ipv4Header.TOS, Ipv4Header.INTERNETWORK_CONTROL);
        Octets.put16(packet, Ipv4Header.TOTAL_LENGTH, packet.length);
        Octets.put8(packet, Ipv4Header.TTL, envelope.ttl());
        Octets.put8(packet, Ipv4Header.PROTOCOL, authenticated ? IntegrityCheck.PROTOCOL : InternetChecksum.VRRP);
        Octets.put(packet, Ipv4Header.SOURCE, envelope.source());
        Octets.put(packet, Ipv4Header.DESTINATION, envelope.destination());
        if (authenticated) {
            Octets.put8(packet, Ipv4Header.OCTETS + IntegrityCheck.NEXT_HEADER, InternetChecksum.VRRP);
            Octets.put8(packet, Ipv4Header.OCTETS + IntegrityCheck.PAYLOAD_LENGTH, IntegrityCheck.WORDS_LESS_TWO);
            Octets.put(packet, Ipv4Header.OCTETS + IntegrityCheck.SPI, envelope.source());
        }
        System.arraycopy(advert, 0, packet, header, advert.length);
        return packet;
    }
}
