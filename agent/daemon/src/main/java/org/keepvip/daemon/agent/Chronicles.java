package org.keepvip.daemon.agent;

import java.time.InstantSource;
import java.util.List;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.journal.RemarkLimit;

/** What the chronicles of all routers share. */
final class Chronicles {
    /** A minute, about packets, of all routers together. */
    private static final int PACKET_LINES = 60;

    private final Journal journal;
    private final RemarkLimit limit = new RemarkLimit(PACKET_LINES);
    private final FlightRecorder recorder = new FlightRecorder();

    Chronicles(Journal journal) {
        this.journal = journal;
    }

    Chronicle begin() {
        return new Chronicle(journal, limit, recorder, InstantSource.system());
    }

    /** The last steps of all routers. */
    List<String> recorded() {
        return recorder.lines();
    }
}
