package org.keepvip.vrrp.packet;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Spoils octets as a fuzzer does, and repairs what would stop a decoder at its first check. */
final class Mutation {
    private static final int[] TELLING = {
        0, 1, 2, 3, 0x10, 0x20, 0x21, 0x31, 0x40, 0x45, 0x46, 51, 64, 112, 127, 128, 254, 255
    };
    private static final int VRID = 51;

    private final SplittableRandom random;

    Mutation(SplittableRandom random) {
        this.random = random;
    }

    /** A copy with up to four faults. */
    byte[] of(byte[] octets, byte[] other) {
        byte[] mutated = octets.clone();
        for (int faults = random.nextInt(5); faults > 0; faults--) {
            mutated = spoil(mutated, other);
        }
        return mutated;
    }

    private byte[] spoil(byte[] octets, byte[] other) {
        int length = octets.length;
        if (length == 0) {
            return new byte[random.nextInt(64)];
        }
        int at = random.nextInt(length);
        switch (random.nextInt(8)) {
            case 0 -> octets[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> octets[at] = (byte) TELLING[random.nextInt(TELLING.length)];
            case 2 -> octets[at] = (byte) random.nextInt(256);
            case 3 -> octets[at] += (byte) (random.nextBoolean() ? 1 : -1);
            case 4 -> {
                return Arrays.copyOf(octets, at);
            }
            case 5 -> {
                return Arrays.copyOf(octets, length + new int[] {1, 2, 4, 8, 28}[random.nextInt(5)]);
            }
            case 6 -> {
                int shift = Math.min(random.nextInt(1, 9), length - at);
                System.arraycopy(octets, at + shift, octets, at, length - at - shift);
            }
            default -> {
                int count = Math.min(random.nextInt(1, 25), Math.min(length - at, other.length));
                System.arraycopy(other, other.length - count, octets, at, count);
            }
        }
        return octets;
    }

    /** Makes an IPv4 packet whole again: total length, VRID, VRRP checksum, check value, header checksum. */
    void repairIpv4(byte[] packet, IntegrityCheck check) {
        if (packet.length < Ipv4Header.OCTETS) {
            return;
        }
        int header = Math.max(Ipv4Header.OCTETS, Math.min(Ipv4Header.length(packet), packet.length));
        if (random.nextInt(4) != 0) {
            Octets.put16(packet, Ipv4Header.TOTAL_LENGTH, packet.length);
        }
        boolean authenticated = Octets.unsigned8(packet, Ipv4Header.PROTOCOL) == IntegrityCheck.PROTOCOL;
        int from = header + (authenticated ? IntegrityCheck.OCTETS : 0);
        if (random.nextInt(8) != 0 && packet.length >= from + AdvertLayout.OCTETS) {
            long pseudoHeader = random.nextInt(3) == 0 || Octets.unsigned8(packet, from) >>> 4 == 2
                    ? 0
                    : InternetChecksum.pseudoHeader(
                            Octets.ipv4(packet, Ipv4Header.SOURCE),
                            Octets.ipv4(packet, Ipv4Header.DESTINATION),
                            InternetChecksum.VRRP,
                            packet.length - from);
            repairAdvert(packet, from, pseudoHeader);
        }
        int total = Octets.unsigned16(packet, Ipv4Header.TOTAL_LENGTH);
        if (authenticated && random.nextInt(4) != 0 && from <= total && total <= packet.length) {
            check.sign(packet);
        }
        if (random.nextInt(8) != 0) {
            Octets.put16(packet, Ipv4Header.CHECKSUM, 0);
            Octets.put16(packet, Ipv4Header.CHECKSUM, InternetChecksum.of(InternetChecksum.sum(packet, 0, header)));
        }
    }

    /** Makes an IPv6 payload whole again. */
    void repairIpv6(byte[] payload, Envelope envelope) {
        if (random.nextInt(8) != 0 && payload.length >= AdvertLayout.OCTETS) {
            repairAdvert(
                    payload,
                    0,
                    InternetChecksum.pseudoHeader(
                            envelope.source(), envelope.destination(), InternetChecksum.VRRP, payload.length));
        }
    }

    private void repairAdvert(byte[] octets, int from, long pseudoHeader) {
        if (random.nextInt(8) != 0) {
            Octets.put8(octets, from + AdvertLayout.VRID, VRID);
        }
        Octets.put16(octets, from + AdvertLayout.CHECKSUM, 0);
        long sum = InternetChecksum.sum(octets, from, octets.length) + pseudoHeader;
        Octets.put16(octets, from + AdvertLayout.CHECKSUM, InternetChecksum.of(sum));
    }
}
