package org.keepvip.vrrp.reception;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.Credentials;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.SignatureTime;
import org.keepvip.vrrp.packet.SignatureTrailer;

/** What auth_hmac asks of a datagram. Not for use by two threads at once. */
final class SignatureCheck {
    private final Authentication.Signed settings;
    private final List<SignatureTrailer> keys;

    SignatureCheck(Authentication.Signed settings) {
        this.settings = settings;
        keys = settings.keys().stream().map(SignatureTrailer::new).toList();
    }

    /** Why the datagram is refused; empty when it is properly signed, or need not be. */
    Optional<Rejection> rejection(Freshness freshness, Datagram datagram, Credentials credentials) {
        if (credentials.trailer().isPresent()) {
            return rejection(freshness, datagram, credentials.trailer().get());
        }
        return switch (settings.mode()) {
            case ENFORCE -> Optional.of(Rejection.SIGNATURE_MISSING);
            case PERMISSIVE, RECEIVE_ONLY -> Optional.empty();
        };
    }

    /** The signature before its time: who has no key learns nothing about our clock and marks. */
    private Optional<Rejection> rejection(Freshness freshness, Datagram datagram, Credentials.Trailer trailer) {
        if (!trailer.sound()) {
            return Optional.of(Rejection.SIGNATURE_MALFORMED);
        }
        SignatureTrailer key = key(trailer.keyId());
        if (key == null) {
            return Optional.of(Rejection.SIGNATURE_KEY);
        }
        if (!key.verifies(datagram)) {
            return Optional.of(Rejection.SIGNATURE_INVALID);
        }
        if (isStale(trailer.time(), freshness.clock())) {
            return Optional.of(Rejection.SIGNATURE_STALE);
        }
        SignatureTime mark = freshness.marks().of(datagram.source());
        return mark != null && !trailer.time().isAfter(mark) && !isExpired(mark, freshness.clock())
                ? Optional.of(Rejection.SIGNATURE_REPLAY)
                : Optional.empty();
    }

    private @Nullable SignatureTrailer key(int id) {
        for (SignatureTrailer key : keys) {
            if (key.keyId() == id) {
                return key;
            }
        }
        return null;
    }

    private boolean isStale(SignatureTime time, SignatureTime clock) {
        return switch (settings.antiReplay()) {
            case TIME -> time.distance(clock).compareTo(settings.window()) > 0;
            case MONOTONIC -> false;
        };
    }

    /**
     * A mark that the clock has gone far back from would refuse a sender whose clock went back with ours until its time
     * came again, and both ends would be MASTER. What it guarded is stale. Without times nothing else guards.
     */
    private boolean isExpired(SignatureTime mark, SignatureTime clock) {
        return isStale(mark, clock);
    }
}
