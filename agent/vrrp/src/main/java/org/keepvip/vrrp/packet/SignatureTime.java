package org.keepvip.vrrp.packet;

import java.time.Duration;
import java.time.Instant;

/**
 * When an advert was signed: 32 bits of seconds since 1970, 16 of 1/65536 s, 16 of a counter that tells apart what one
 * instant signs. At once a wall-clock time and a sequence number; compared as serial numbers (RFC 1982), so that the
 * seconds may run over in 2106.
 *
 * @param bits the 64 bits as the trailer has them
 */
public record SignatureTime(long bits) {
    private static final int FRACTION_BITS = 16;
    private static final int COUNTER_BITS = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** The instant, counter 0. */
    public static SignatureTime of(Instant instant) {
        long fraction = ((long) instant.getNano() << FRACTION_BITS) / NANOS_PER_SECOND;
        long seconds = instant.getEpochSecond() << (FRACTION_BITS + COUNTER_BITS);
        return new SignatureTime(seconds | (fraction << COUNTER_BITS));
    }

    /** Whether this is the later of the two. */
    public boolean isAfter(SignatureTime other) {
        return bits - other.bits > 0;
    }

    /** The next in sequence. */
    public SignatureTime successor() {
        return new SignatureTime(bits + 1);
    }

    /** How far the two are apart, to 15 microseconds; never negative. */
    public Duration distance(SignatureTime other) {
        // The difference of 64 bits is the one between serial numbers, also where the seconds run over.
        long ticks = Math.abs(bits - other.bits) >>> COUNTER_BITS;
        return Duration.ofSeconds(ticks >>> FRACTION_BITS, ((ticks & 0xFFFF) * NANOS_PER_SECOND) >>> FRACTION_BITS);
    }
}
