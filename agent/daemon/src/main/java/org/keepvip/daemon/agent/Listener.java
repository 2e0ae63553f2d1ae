package org.keepvip.daemon.agent;

import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.socket.ReceiveBatch;
import org.keepvip.vrrp.Moment;

/** Reads what has arrived and hands it to the routers it is for. */
final class Listener {
    private static final int DATAGRAMS = 64;
    private static final int LONGEST_DATAGRAM = 4608;

    private final Journal journal;
    private final ReceiveBatch received = new ReceiveBatch(DATAGRAMS, LONGEST_DATAGRAM);
    private final byte[] octets = new byte[LONGEST_DATAGRAM];

    Listener(Journal journal) {
        this.journal = journal;
    }

    /** Reads until nothing is left, or {@code reads} times. */
    void drain(Channel channel, int reads, Moment now) {
        for (int read = 0; read < reads; read++) {
            int count;
            try {
                count = channel.receive(received);
            } catch (ErrnoException e) {
                journal.error("receiving on " + channel.key() + ": " + e.getMessage());
                return;
            }
            for (int i = 0; i < count; i++) {
                int length = received.length(i);
                received.bytes(i).get(octets, 0, length);
                @Nullable RunningRouter router = channel.addressee(received, i, octets, length);
                if (router != null) {
                    router.hear(received, i, octets, length, now);
                }
            }
            if (count < DATAGRAMS) {
                return;
            }
        }
    }
}
