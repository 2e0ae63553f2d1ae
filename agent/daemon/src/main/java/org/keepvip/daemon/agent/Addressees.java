package org.keepvip.daemon.agent;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.socket.ReceiveBatch;

/**
 * Whom a channel's datagrams are for. A VRID names one router, except over unicast: there several may have it, each with
 * peers of its own, and the sender tells which of them is meant.
 */
final class Addressees {
    private static final int VRIDS = 256;

    private final RunningRouter[][] byVrid = new RunningRouter[VRIDS][0];
    private int count;

    void add(RunningRouter router) {
        int vrid = router.settings().vrid().value();
        RunningRouter[] present = byVrid[vrid];
        byVrid[vrid] = Arrays.copyOf(present, present.length + 1);
        byVrid[vrid][present.length] = router;
        count++;
    }

    void remove(RunningRouter router) {
        int vrid = router.settings().vrid().value();
        byVrid[vrid] = Stream.of(byVrid[vrid]).filter(other -> other != router).toArray(RunningRouter[]::new);
        count--;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * The router that the {@code i}th datagram of {@code received} is for; null when there is none. When it comes from
     * nobody's peer, the first router of that VRID is to refuse it.
     */
    @Nullable RunningRouter of(int vrid, ReceiveBatch received, int i, byte[] octets, int length) {
        RunningRouter[] candidates = byVrid[vrid];
        if (candidates.length > 1) {
            for (RunningRouter candidate : candidates) {
                if (candidate.expects(received, i, octets, length)) {
                    return candidate;
                }
            }
        }
        return candidates.length == 0 ? null : candidates[0];
    }
}
