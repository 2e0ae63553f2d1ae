package org.keepvip.vrrp.packet;

import java.time.Duration;
import java.util.List;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;

/** Writes adverts and the IPv4 packets around them. */
final class Encoder {
    private static final int MOST_ADDRESSES = 255;
    private static final int MOST_SECONDS = 255;
    private static final int MOST_CENTISECONDS = 4095;

    private Encoder() {}

    /**
     * The advert with its checksum, and zeros for the signature where there is to be one; throws as {@link
     * AdvertisementTemplate#of} says.
     */
    static byte[] advert(
            Advertisement advertisement, Authentication authentication, ChecksumForm form, Envelope envelope) {
        Version version = advertisement.version();
        Family family = envelope.source().family();
        List<IpAddress> addresses = advertisement.addresses();
        if (addresses.size() > MOST_ADDRESSES) {
            throw new IllegalArgumentException(addresses.size() + " addresses do not fit an advert");
        }
        int trailer = authentication instanceof Authentication.Signed signed
                        && signed.signer().isPresent()
                ? SignatureTrailer.OCTETS
                : 0;
        int length = AdvertLayout.length(version, family, addresses.size());
        byte[] advert = new byte[length + trailer];
        Octets.put8(advert, 0, version.number() << 4 | AdvertLayout.TYPE_ADVERTISEMENT);
        Octets.put8(advert, AdvertLayout.VRID, advertisement.vrid().value());
        Octets.put8(advert, AdvertLayout.PRIORITY, advertisement.priority().value());
        Octets.put8(advert, AdvertLayout.COUNT, addresses.size());
        switch (version) {
            case V2 -> {
                int seconds = units(advertisement.interval(), Duration.ofSeconds(1), MOST_SECONDS);
                Octets.put8(advert, AdvertLayout.INTERVAL_SECONDS, seconds);
                authenticate(advert, length, authentication, AdvertLayout.hasAuthenticationData(version, family));
            }
            case V3 -> {
                int centiseconds = units(advertisement.interval(), Duration.ofMillis(10), MOST_CENTISECONDS);
                Octets.put16(advert, AdvertLayout.INTERVAL_CENTISECONDS, centiseconds);
            }
        }
        putAddresses(advert, addresses, family);
        List<ChecksumForm> forms = ChecksumForm.of(version, family);
        ChecksumForm used = forms.contains(form) ? form : forms.getFirst();
        // IPv4's leaves a trailer out, IPv6's is the kernel's, which knows nothing of trailers (and zeros add nothing).
        int summed = family == Family.IPV6 ? advert.length : length;
        long sum = InternetChecksum.sum(advert, 0, summed)
                + used.pseudoHeader(envelope.source(), envelope.destination(), summed);
        Octets.put16(advert, AdvertLayout.CHECKSUM, InternetChecksum.of(sum));
        return advert;
    }

    private static void authenticate(byte[] advert, int length, Authentication authentication, boolean hasData) {
        int type = switch (authentication) {
            case Authentication.None _, Authentication.Signed _ -> 0;
            case Authentication.Password _ -> 1;
            case Authentication.AuthenticationHeader _ -> 2;
        };
        Octets.put8(advert, AdvertLayout.AUTH_TYPE, type);
        if (hasData && authentication instanceof Authentication.Password(Secret secret)) {
            int at = length - AdvertLayout.AUTHENTICATION_DATA;
            System.arraycopy(secret.octets(), 0, advert, at, AdvertLayout.AUTHENTICATION_DATA);
        }
    }

    private static void putAddresses(byte[] advert, List<IpAddress> addresses, Family family) {
        int at = AdvertLayout.OCTETS;
        for (IpAddress address : addresses) {
            if (address.family() != family) {
                throw new IllegalArgumentException(address + " in an advert of the other family");
            }
            Octets.put(advert, at, address);
            at += family.octets();
        }
    }

    private static int units(Duration interval, Duration unit, int most) {
        long units = interval.dividedBy(unit);
        if (units < 0 || units > most || !unit.multipliedBy(units).equals(interval)) {
            throw new IllegalArgumentException("an advert cannot say the interval " + interval);
        }
        return (int) units;
    }

    /**
     * The IP packet around the advert, Don't Fragment clear as keepalived has it. Identification, header checksum and
     * what an authentication header proves are left zero.
     */
    static byte[] packet(byte[] advert, Envelope envelope, boolean authenticated) {
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
