package org.keepvip.vrrp.packet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How adverts prove who sent them: VRRPv2's own ways (RFC 2338 section 10; removed by RFC 3768, kept for peers that still
 * use them) and keepalived's auth_hmac, which takes their place in either version.
 */
public sealed interface Authentication {
    /** Type 0. */
    record None() implements Authentication {}

    /** Type 1: the password itself travels in each advert. */
    record Password(Secret secret) implements Authentication {}

    /** Type 2 as keepalived speaks it: an IPsec authentication header, HMAC-MD5-96, protocol 51. */
    record AuthenticationHeader(Secret secret) implements Authentication {}

    /**
     * auth_hmac of keepalived 2.4: a trailer after the advert, HMAC-SHA-256-128. Version 2's type is 0 then.
     *
     * @param keys accepted from others, in the order of the file, no id twice
     * @param activeKey signs what is sent; one of {@code keys}, empty when there is no usable one: the router stays in FAULT
     * @param window time anti-replay: how far a signature's time may be from the clock, 1 to 300 s
     */
    record Signed(
            List<SigningKey> keys, Optional<SigningKey> activeKey, Mode mode, AntiReplay antiReplay, Duration window)
            implements Authentication {
        /** Copies the list. */
        public Signed {
            keys = List.copyOf(keys);
        }

        /** What signs the adverts that we send; empty when they are not signed. */
        public Optional<SigningKey> signer() {
            return switch (mode) {
                case ENFORCE, PERMISSIVE -> activeKey;
                case RECEIVE_ONLY -> Optional.empty();
            };
        }

        /**
         * The time of the next signature: the clock's, or else the least that is in sequence. A sequence that a clock
         * gone wrong has carried further than the window is left behind when the clock is right again: nobody would
         * accept it, and both ends would be MASTER until the time is reached.
         */
        public SignatureTime next(SignatureTime last, SignatureTime clock) {
            boolean inSequence = clock.isAfter(last);
            return switch (antiReplay) {
                case MONOTONIC -> inSequence ? clock : last.successor();
                case TIME -> inSequence || last.distance(clock).compareTo(window) > 0 ? clock : last.successor();
            };
        }
    }

    /** What is done with adverts that are not signed; one whose signature is wrong is refused in each mode. */
    enum Mode {
        /** Sends signed, accepts only signed. */
        ENFORCE,
        /** Sends signed, accepts unsigned too: while some routers do not sign yet. */
        PERMISSIVE,
        /** Sends unsigned, accepts both: the first step of an introduction. */
        RECEIVE_ONLY
    }

    /** How an advert that was recorded and sent again is told. */
    enum AntiReplay {
        /** By its time, which must be near the clock's, and by its place in the sender's sequence. */
        TIME,
        /** By its place in the sender's sequence alone, for machines whose clocks do not agree. */
        MONOTONIC
    }
}
