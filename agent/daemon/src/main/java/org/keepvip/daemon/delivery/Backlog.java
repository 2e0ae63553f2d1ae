package org.keepvip.daemon.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * What one thread hands to another to be delivered, in order, without ever waiting itself. Of each subject the last word
 * is kept whatever happens; earlier ones are dropped, and counted, when more than the capacity waits.
 *
 * @param <S> what something is said about
 * @param <T> what is said
 */
public final class Backlog<S, T> {
    /** One word and its subject; {@code number} counts all that were added. */
    public record Entry<S, T>(long number, S subject, T word) {}

    private final int capacity;
    private final Deque<Entry<S, T>> entries = new ArrayDeque<>();
    /** What may wait now: more than the capacity when more subjects have a last word. */
    private int limit;

    private long added;
    private long dropped;
    private boolean closed;

    /**
     * An empty one.
     *
     * @param capacity how much may wait before what is out of date is dropped, at least 1
     */
    public Backlog(int capacity) {
        this.capacity = capacity;
        limit = capacity;
    }

    /** Adds at the end; from any thread. */
    public synchronized void add(S subject, T word) {
        entries.add(new Entry<>(added++, subject, word));
        if (entries.size() > limit) {
            prune();
            limit = Math.max(capacity, 2 * entries.size());
        }
        notifyAll();
    }

    private void prune() {
        Set<S> seen = new HashSet<>();
        for (Iterator<Entry<S, T>> last = entries.descendingIterator(); last.hasNext(); ) {
            if (!seen.add(last.next().subject())) {
                last.remove();
                dropped++;
            }
        }
    }

    /** The first, which stays; waits for one, at most {@code patience}, or until the end. */
    public synchronized Optional<Entry<S, T>> await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (entries.isEmpty() && !closed) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return first();
    }

    /** The first, which stays. */
    public synchronized Optional<Entry<S, T>> first() {
        return Optional.ofNullable(entries.peek());
    }

    /** Takes out what was delivered; if it was dropped meanwhile, that does not count. */
    public synchronized void remove(Entry<S, T> delivered) {
        Entry<S, T> head = entries.peek();
        if (head != null && head.number() == delivered.number()) {
            entries.remove();
        } else {
            dropped--;
        }
    }

    /** How many words were dropped since this was asked last. */
    public synchronized long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }

    /** Lets time pass; less of it when no more will come. */
    public synchronized void rest(Duration pause) throws InterruptedException {
        long deadline = System.nanoTime() + pause.toNanos();
        long left = pause.toNanos();
        while (!closed && left > 0) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = deadline - System.nanoTime();
        }
    }

    /** How many wait. */
    public synchronized int size() {
        return entries.size();
    }

    /** Says that no more will come. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Whether no more will come. */
    public synchronized boolean isClosed() {
        return closed;
    }
}
