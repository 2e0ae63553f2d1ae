package org.keepvip.daemon.notification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.keepvip.daemon.delivery.Backlog;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.file.Fifo;

/**
 * Writes lines into a FIFO, in order, on a thread of its own. While nobody reads and the pipe is full the lines wait; of
 * each subject the last one is written when there is room, whatever came before it.
 */
final class FifoWriter {
    private static final int CAPACITY = 4096;
    private static final Duration IDLE = Duration.ofHours(1);
    /** How often the end is looked for while the pipe is full. */
    private static final Duration ACTING = Duration.ofMillis(50);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Fifo fifo;
    private final Journal journal;
    private final Backlog<Object, String> backlog = new Backlog<>(CAPACITY);
    private final Thread thread;
    private boolean full;

    private FifoWriter(Fifo fifo, Journal journal) {
        this.fifo = fifo;
        this.journal = journal;
        thread = Thread.ofPlatform().daemon().name("keepvip-fifo").unstarted(this::work);
    }

    /**
     * Opens the FIFO, and makes it if there is none.
     *
     * @param uid its owner's number
     * @param gid the number of its group
     * @throws IOException as of {@link Fifo#open}
     */
    static FifoWriter open(Path path, int uid, int gid, Journal journal) throws IOException {
        FifoWriter writer = new FifoWriter(Fifo.open(path, uid, gid), journal);
        writer.thread.start();
        return writer;
    }

    Path path() {
        return fifo.path();
    }

    /** Writes a line, soon; never waits. From any thread. */
    void write(Object subject, String line) {
        backlog.add(subject, line);
    }

    /** Writes what waits, for at most {@code patience}, and says what could not be written. The FIFO stays open. */
    void finish(Duration patience) throws InterruptedException {
        backlog.close();
        thread.join(patience);
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join();
        }
        tellDropped();
        if (backlog.size() > 0) {
            journal.warning(
                    backlog.size() + " lines were not written to " + path() + " before the end: nobody read it");
        }
    }

    /**
     * Waits until what was written is read and whoever read it had a moment to act on it, for at most {@code patience}.
     * After {@link #finish}.
     */
    void awaitRead(Duration patience) {
        long begin = System.nanoTime();
        long read = begin;
        try {
            while (System.nanoTime() - begin < patience.toNanos() && System.nanoTime() - read < ACTING.toNanos()) {
                if (fifo.unread() > 0) {
                    read = System.nanoTime();
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        } catch (ErrnoException e) {
            journal.warning("whether " + path() + " was read to its end cannot be seen: " + e.getMessage());
        }
    }

    /** Closes the FIFO, and removes it if it was made here. After {@link #finish}. */
    void close() {
        fifo.close();
    }

    private void work() {
        try {
            boolean last;
            do {
                last = backlog.isClosed();
                Optional<Backlog.Entry<Object, String>> next = backlog.await(IDLE);
                while (next.isPresent()) {
                    write(next.get());
                    next = backlog.first();
                }
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ErrnoException e) {
            journal.error("nothing more is written to " + path() + ": " + e.getMessage());
        }
    }

    private void write(Backlog.Entry<Object, String> entry) throws ErrnoException, InterruptedException {
        if (fifo.write((entry.word() + "\n").getBytes(StandardCharsets.UTF_8))) {
            backlog.remove(entry);
            if (full) {
                full = false;
                journal.info(path() + " is read again");
            }
            tellDropped();
            return;
        }
        if (!full) {
            full = true;
            journal.warning(path() + " is full: nobody reads it");
        }
        fifo.awaitRoom(LOOK);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void tellDropped() {
        long dropped = backlog.takeDropped();
        if (dropped > 0) {
            journal.warning(dropped + " lines for " + path() + " were out of date before there was room, and dropped");
        }
    }
}
