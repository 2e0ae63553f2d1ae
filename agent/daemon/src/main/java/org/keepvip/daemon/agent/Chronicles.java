package org.keepvip.daemon.agent;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.journal.RemarkLimit;

/** What the chronicles of all routers share. */
final class Chronicles {
    /** A minute, about packets, of all routers together. */
    private static final int PACKET_LINES = 60;

    private final Journal journal;
    private final RemarkLimit limit = new RemarkLimit(PACKET_LINES);
    private final FlightRecorder recorder = new FlightRecorder();
    private final Queue<Runnable> untold = new ArrayDeque<>();

    Chronicles(Journal journal) {
        this.journal = journal;
    }

    Chronicle begin() {
        return new Chronicle(journal, limit, recorder, untold, InstantSource.system());
    }

    /** Says what is still to be said: log lines, and waking who writes them, come after the adverts and the addresses. */
    void tell() {
        @Nullable Runnable next;
        while ((next = untold.poll()) != null) {
            next.run();
        }
    }

    /** The last steps of all routers. */
    List<String> recorded() {
        return recorder.lines();
    }
}
