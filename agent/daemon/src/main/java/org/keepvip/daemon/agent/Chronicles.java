package org.keepvip.daemon.agent;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.journal.RemarkLimit;
import org.keepvip.vrrp.notice.Notice;

/** What the chronicles of all routers share. */
final class Chronicles {
    /** A minute, about packets, of all routers together. */
    private static final int PACKET_LINES = 60;

    private final Journal journal;
    private final RemarkLimit limit = new RemarkLimit(PACKET_LINES);
    private final FlightRecorder recorder = new FlightRecorder();
    private final Queue<Runnable> untold = new ArrayDeque<>();
    private final Queue<Notice> notices = new ArrayDeque<>();
    private final Consumer<Notice> notified;
    private boolean starting = true;

    /**
     * Written to {@code journal}.
     *
     * @param notified gets the notices
     */
    Chronicles(Journal journal, Consumer<Notice> notified) {
        this.journal = journal;
        this.notified = notified;
    }

    Chronicle begin() {
        return new Chronicle(journal, limit, recorder, untold, notices, InstantSource.system());
    }

    /** Says what is still to be said: log lines, notices, and waking who writes them, come after the adverts and the addresses. */
    void tell() {
        tell(List.of());
    }

    /**
     * The same.
     *
     * @param ofGroups notices that come after the routers', but before them at the start, as with keepalived
     */
    void tell(List<Notice> ofGroups) {
        @Nullable Runnable next;
        while ((next = untold.poll()) != null) {
            next.run();
        }
        if (starting) {
            ofGroups.forEach(notified);
        }
        @Nullable Notice notice;
        while ((notice = notices.poll()) != null) {
            notified.accept(notice);
        }
        if (!starting) {
            ofGroups.forEach(notified);
        }
        starting = false;
    }

    /** The last steps of all routers. */
    List<String> recorded() {
        return recorder.lines();
    }
}
