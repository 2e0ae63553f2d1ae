package org.keepvip.daemon.journal;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal whose lines a test can read. */
public final class Recording {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Journal journal = new Journal(List.of(line -> lines.add(line.text())), InstantSource.system());

    public Recording() {
        journal.start();
    }

    public Journal journal() {
        return journal;
    }

    /** What was written so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Whether a line contains {@code text}. */
    public boolean tells(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }
}
