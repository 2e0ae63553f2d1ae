package org.keepvip.daemon.journal;

import java.io.IOException;

/** Where log lines end. Called by the journal's writer alone; may block for as long as it likes. */
interface Sink {
    /** Writes one line. */
    void write(LogLine line) throws IOException;
}
