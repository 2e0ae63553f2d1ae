package org.keepvip.vrrp.reception;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.packet.ChecksumForm;
import org.keepvip.vrrp.packet.SignatureTime;

/** What the receive checks made of a datagram. */
public sealed interface Verdict {
    /** What the state machine is told. */
    Event event();

    /**
     * Every check passed.
     *
     * @param checksum the form the sender uses
     * @param sequence the AH sequence number, to be remembered in {@link Standing#sequence()} when it is higher
     * @param signedAt the time of a signature that was verified, to be remembered in {@link Freshness#marks()}
     */
    record Accepted(
            Event.AdvertisementReceived event,
            ChecksumForm checksum,
            Set<Note> notes,
            OptionalInt sequence,
            Optional<SignatureTime> signedAt)
            implements Verdict {
        /** Copies the set. */
        public Accepted {
            notes = Set.copyOf(notes);
        }

        /** Whether the same octets once more would be the same advert, and not a replay. */
        boolean isRepeatable() {
            return sequence.isEmpty() && signedAt.isEmpty();
        }
    }

    /** A check failed: no state and no timer may change. */
    record Rejected(Event.AdvertisementRejected event) implements Verdict {}
}
