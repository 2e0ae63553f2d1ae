package org.keepvip.vrrp.reception;

import org.jspecify.annotations.Nullable;
import org.keepvip.vrrp.packet.Datagram;

/**
 * Remembers the last accepted datagrams of one virtual router, so that an advert which is the same octets again, as
 * nearly all are, is neither decoded nor checked again and leaves no garbage. What carries an authentication header or a
 * signature is never the same again and not remembered. Forget it all when the settings change: make a new one.
 */
public final class Repeats {
    /** More than the MASTERs that a router ever hears at a time. */
    private static final int REMEMBERED = 4;

    private record Memory(Standing standing, Datagram datagram, Verdict.Accepted verdict) {}

    private final @Nullable Memory[] memories = new @Nullable Memory[REMEMBERED];
    private int next;

    /** Remembers nothing yet. */
    public Repeats() {}

    /** What was made of the same IPv4 packet, identification apart; null when it must be checked. */
    public Verdict.@Nullable Accepted recall(Standing standing, byte[] buffer, int length) {
        for (Memory memory : memories) {
            if (memory != null && memory.datagram.isRepeatedBy(buffer, length) && memory.standing.equals(standing)) {
                return memory.verdict;
            }
        }
        return null;
    }

    /** The same for an IPv6 payload, the addresses given as two halves in network order. */
    public Verdict.@Nullable Accepted recall(
            Standing standing,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int hopLimit,
            byte[] buffer,
            int length) {
        for (Memory memory : memories) {
            if (memory != null
                    && memory.datagram.isRepeatedBy(
                            sourceHigh, sourceLow, destinationHigh, destinationLow, hopLimit, buffer, length)
                    && memory.standing.equals(standing)) {
                return memory.verdict;
            }
        }
        return null;
    }

    /** Remembers what {@link ReceiveChecks#check} made of {@code datagram}, in the place of the oldest. */
    public void remember(Standing standing, Datagram datagram, Verdict verdict) {
        if (verdict instanceof Verdict.Accepted accepted && accepted.isRepeatable()) {
            memories[next] = new Memory(standing, datagram, accepted);
            next = (next + 1) % REMEMBERED;
        }
    }
}
