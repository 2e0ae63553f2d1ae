package org.keepvip.vrrp;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.AdvertisementTemplate;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Envelope;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.SignatureTime;
import org.keepvip.vrrp.packet.SignatureTrailer;
import org.keepvip.vrrp.packet.Version;
import org.keepvip.vrrp.packet.Vrid;

/**
 * What another router sends, sound as it is made and then spoiled one field at a time. VRID 51, priority 200, one second,
 * 10.99.0.100 or fe80::100, to the group from 10.99.0.3 or fe80::3.
 */
public record SentAdvert(
        Version version,
        Authentication authentication,
        ChecksumForm form,
        Duration interval,
        List<IpAddress> addresses,
        Envelope envelope,
        int sequence) {
    public static SentAdvert v2() {
        return ipv4(Version.V2);
    }

    public static SentAdvert v3() {
        return ipv4(Version.V3);
    }

    public static SentAdvert v3Ipv6() {
        return v3().from("fe80::3", "ff02::12").listing("fe80::100");
    }

    private static SentAdvert ipv4(Version version) {
        return new SentAdvert(
                version,
                new Authentication.None(),
                ChecksumForm.PSEUDO_HEADER,
                Duration.ofSeconds(1),
                List.of(IpAddress.literal("10.99.0.100")),
                new Envelope(IpAddress.literal("10.99.0.3"), IpAddress.literal("224.0.0.18"), 255),
                0);
    }

    public SentAdvert from(String source, String destination) {
        return with(new Envelope(IpAddress.literal(source), IpAddress.literal(destination), envelope.ttl()));
    }

    public SentAdvert toPeer() {
        return from("10.99.0.3", "10.99.0.2");
    }

    public SentAdvert ttl(int ttl) {
        return with(new Envelope(envelope.source(), envelope.destination(), ttl));
    }

    private SentAdvert with(Envelope other) {
        return new SentAdvert(version, authentication, form, interval, addresses, other, sequence);
    }

    public SentAdvert with(Authentication other) {
        return new SentAdvert(version, other, form, interval, addresses, envelope, sequence);
    }

    public SentAdvert with(ChecksumForm other) {
        return new SentAdvert(version, authentication, other, interval, addresses, envelope, sequence);
    }

    public SentAdvert every(Duration other) {
        return new SentAdvert(version, authentication, form, other, addresses, envelope, sequence);
    }

    public SentAdvert listing(String... others) {
        List<IpAddress> list = Arrays.stream(others).map(IpAddress::literal).toList();
        return new SentAdvert(version, authentication, form, interval, list, envelope, sequence);
    }

    public SentAdvert numbered(int other) {
        return new SentAdvert(version, authentication, form, interval, addresses, envelope, other);
    }

    public Advertisement advertisement() {
        return new Advertisement(version, new Vrid(51), new Priority(200), interval, addresses);
    }

    /** The IPv4 packet or the IPv6 payload. */
    public byte[] octets() {
        AdvertisementTemplate template = AdvertisementTemplate.of(advertisement(), authentication, form, envelope);
        if (authentication instanceof Authentication.Signed signed) {
            signed.signer().ifPresent(key -> template.sign(new SignatureTrailer(key), signedAt()));
        }
        return template.octets(1, sequence).clone();
    }

    /** So many seconds after 1970 as it is {@link #numbered}. */
    public SignatureTime signedAt() {
        return SignatureTime.of(Instant.ofEpochSecond(sequence));
    }

    public Datagram datagram() {
        return received(octets());
    }

    /** With the advert's octet {@code at} changed, and its checksum corrected for it. */
    public Datagram withOctet(int at, int value) {
        byte[] octets = octets();
        int start = start();
        int word = start + (at & ~1);
        int before = word(octets, word);
        octets[start + at] = (byte) value;
        int sum = (~word(octets, start + 6) & 0xFFFF) + (~before & 0xFFFF) + word(octets, word);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = ~((sum & 0xFFFF) + (sum >>> 16));
        octets[start + 6] = (byte) (sum >>> 8);
        octets[start + 7] = (byte) sum;
        return received(octets);
    }

    /** With the advert's octet {@code at} changed, its checksum left as it was. */
    public Datagram spoiled(int at) {
        byte[] octets = octets();
        octets[start() + at] ^= 0x5A;
        return received(octets);
    }

    /** With an octet of the IPv4 header changed, the header checksum corrected for it. */
    public Datagram withHeaderOctet(int at, int value) {
        byte[] octets = octets();
        octets[at] = (byte) value;
        Vectors.putChecksum(octets);
        return received(octets);
    }

    /** With so many octets less or more in the IP packet; new ones are zero. */
    public Datagram resized(int by) {
        byte[] octets = octets();
        octets = Arrays.copyOf(octets, octets.length + by);
        if (envelope.source().family() == Family.IPV4 && octets.length >= 20) {
            octets[2] = (byte) (octets.length >>> 8);
            octets[3] = (byte) octets.length;
            Vectors.putChecksum(octets);
        }
        return received(octets);
    }

    /** With so many octets behind the IP packet, or missing at its end. */
    public Datagram followedBy(int count) {
        byte[] octets = octets();
        return received(Arrays.copyOf(octets, octets.length + count));
    }

    public Datagram received(byte[] octets) {
        return envelope.source() instanceof IpAddress.V6 from && envelope.destination() instanceof IpAddress.V6 to
                ? Datagram.ofIpv6(from, to, envelope.ttl(), octets, octets.length)
                : Datagram.ofIpv4(octets);
    }

    private int start() {
        boolean header = authentication instanceof Authentication.AuthenticationHeader;
        return envelope.source().family() == Family.IPV6 ? 0 : header ? 44 : 20;
    }

    private static int word(byte[] octets, int at) {
        return (octets[at] & 0xFF) << 8 | (octets[at + 1] & 0xFF);
    }
}
