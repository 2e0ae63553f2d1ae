package org.keepvip.vrrp.packet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;

/** Reads datagrams. Never throws, whatever the octets are. */
public final class Decoder {
    /** An Ethernet frame carries at least so many octets; a shorter packet is padded. */
    private static final int ETHERNET_MINIMUM = 46;

    private Decoder() {}

    /** What {@code datagram} is. */
    public static Decoded decode(Datagram datagram) {
        return switch (datagram.family()) {
            case IPV4 -> decodeIpv4(datagram);
            case IPV6 -> decodeAdvert(datagram, 0, datagram.octets().length, Optional.empty());
        };
    }

    private static Decoded decodeIpv4(Datagram datagram) {
        byte[] packet = datagram.octets();
        if (packet.length < Ipv4Header.OCTETS) {
            return new Decoded.Malformed(Defect.TOO_SHORT);
        }
        int header = Ipv4Header.length(packet);
        int total = Octets.unsigned16(packet, Ipv4Header.TOTAL_LENGTH);
        if (Octets.unsigned8(packet, 0) >>> 4 != 4 || header < Ipv4Header.OCTETS) {
            return new Decoded.Malformed(Defect.IP_HEADER);
        }
        if (total < header || packet.length < total) {
            return new Decoded.Malformed(Defect.TOO_SHORT);
        }
        if (!InternetChecksum.verifies(InternetChecksum.sum(packet, 0, header))) {
            return new Decoded.Malformed(Defect.IP_HEADER);
        }
        if (Ipv4Header.isFragment(packet)) {
            return new Decoded.Malformed(Defect.FRAGMENT);
        }
        if (packet.length > total && !isPadding(total, packet.length)) {
            return new Decoded.Malformed(Defect.TOO_LONG);
        }
        return switch (Octets.unsigned8(packet, Ipv4Header.PROTOCOL)) {
            case InternetChecksum.VRRP -> decodeAdvert(datagram, header, total, Optional.empty());
            case IntegrityCheck.PROTOCOL -> decodeAuthenticationHeader(datagram, header, total);
            default -> new Decoded.Malformed(Defect.IP_HEADER);
        };
    }

    /**
     * Whether what follows the IP packet can be the padding of a short Ethernet frame. Packets and the minimum being
     * what they are, its length is two more than a multiple of four; a VLAN tag shortens or lengthens it by four.
     */
    private static boolean isPadding(int total, int received) {
        return total < ETHERNET_MINIMUM && (received - total) % 4 == ETHERNET_MINIMUM % 4;
    }

    private static Decoded decodeAuthenticationHeader(Datagram datagram, int from, int to) {
        byte[] octets = datagram.octets();
        if (to - from < IntegrityCheck.OCTETS) {
            return new Decoded.Malformed(Defect.TOO_SHORT);
        }
        if (Octets.unsigned8(octets, from + IntegrityCheck.NEXT_HEADER) != InternetChecksum.VRRP
                || Octets.unsigned8(octets, from + IntegrityCheck.PAYLOAD_LENGTH) != IntegrityCheck.WORDS_LESS_TWO) {
            return new Decoded.Malformed(Defect.IP_HEADER);
        }
        Credentials.IpsecHeader header = new Credentials.IpsecHeader(
                Octets.signed32(octets, from + IntegrityCheck.SPI),
                Octets.signed32(octets, from + IntegrityCheck.SEQUENCE));
        return decodeAdvert(datagram, from + IntegrityCheck.OCTETS, to, Optional.of(header));
    }

    private static Decoded decodeAdvert(Datagram datagram, int from, int to, Optional<Credentials.IpsecHeader> header) {
        byte[] octets = datagram.octets();
        if (to - from < AdvertLayout.OCTETS) {
            return new Decoded.Malformed(Defect.TOO_SHORT);
        }
        return switch (Octets.unsigned8(octets, from) >>> 4) {
            case 2 -> decodeAdvert(Version.V2, datagram, from, to, header);
            case 3 -> decodeAdvert(Version.V3, datagram, from, to, header);
            default -> new Decoded.Malformed(Defect.VERSION);
        };
    }

    private static Decoded decodeAdvert(
            Version version, Datagram datagram, int from, int to, Optional<Credentials.IpsecHeader> header) {
        byte[] octets = datagram.octets();
        Family family = datagram.family();
        int count = Octets.unsigned8(octets, from + AdvertLayout.COUNT);
        int end = from + AdvertLayout.length(version, family, count);
        if (end > to) {
            return new Decoded.Malformed(Defect.TOO_SHORT);
        }
        boolean signed = header.isEmpty() && to - end == SignatureTrailer.OCTETS;
        if (end < to && !signed) {
            return new Decoded.Malformed(Defect.TOO_LONG);
        }
        int vrid = Octets.unsigned8(octets, from + AdvertLayout.VRID);
        if (vrid == 0) {
            return new Decoded.Malformed(Defect.VRID);
        }
        Advertisement advertisement = new Advertisement(
                version,
                new Vrid(vrid),
                new Priority(Octets.unsigned8(octets, from + AdvertLayout.PRIORITY)),
                interval(version, octets, from),
                addresses(family, octets, from + AdvertLayout.OCTETS, count));
        return new Decoded.Advert(
                advertisement,
                Octets.unsigned8(octets, from) & 0xF,
                new Credentials(
                        version == Version.V2 ? Octets.unsigned8(octets, from + AdvertLayout.AUTH_TYPE) : 0,
                        authenticationData(version, family, octets, end),
                        header,
                        signed ? Optional.of(trailer(octets, end)) : Optional.empty()),
                checksum(version, datagram, from, family == Family.IPV6 ? to : end),
                family == Family.IPV4 && Ipv4Header.length(octets) > Ipv4Header.OCTETS);
    }

    private static Duration interval(Version version, byte[] octets, int from) {
        return switch (version) {
            case V2 -> Duration.ofSeconds(Octets.unsigned8(octets, from + AdvertLayout.INTERVAL_SECONDS));
            case V3 ->
                Duration.ofMillis(10L * (Octets.unsigned16(octets, from + AdvertLayout.INTERVAL_CENTISECONDS) & 0xFFF));
        };
    }

    private static List<IpAddress> addresses(Family family, byte[] octets, int from, int count) {
        List<IpAddress> addresses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * family.octets();
            addresses.add(
                    switch (family) {
                        case IPV4 -> Octets.ipv4(octets, at);
                        case IPV6 -> Octets.ipv6(octets, at);
                    });
        }
        return addresses;
    }

    private static Secret authenticationData(Version version, Family family, byte[] octets, int end) {
        return AdvertLayout.hasAuthenticationData(version, family)
                ? Secret.of(octets, end - AdvertLayout.AUTHENTICATION_DATA)
                : Secret.NONE;
    }

    private static Credentials.Trailer trailer(byte[] octets, int at) {
        return new Credentials.Trailer(
                Octets.unsigned8(octets, at) == SignatureTrailer.TYPE
                        && Octets.unsigned16(octets, at + SignatureTrailer.RESERVED) == 0,
                Octets.unsigned8(octets, at + SignatureTrailer.KEY_ID),
                new SignatureTime(Octets.signed64(octets, at + SignatureTrailer.TIME)));
    }

    private static Optional<ChecksumForm> checksum(Version version, Datagram datagram, int from, int to) {
        long message = InternetChecksum.sum(datagram.octets(), from, to);
        for (ChecksumForm form : ChecksumForm.of(version, datagram.family())) {
            long pseudoHeader = form.pseudoHeader(datagram.source(), datagram.destination(), to - from);
            if (InternetChecksum.verifies(message + pseudoHeader)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}
