package org.keepvip.bench.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the machine kept a thread waiting that only wanted to wake up. A router beside it waited as long, so a judge grants that much.
 */
final class Stalls {
    private static final long TICK = 2_000_000;
    private static final Duration WORTH_NOTING = Duration.ofMillis(8);
    private static final Duration MOST = Duration.ofMillis(250);
    private static final int KEPT = 4096;
    private static final Stalls MACHINE = new Stalls();

    private final Deque<Stall> stalls = new ArrayDeque<>();

    private Stalls() {
        Thread.ofPlatform().daemon().name("stalls").start(this::watch);
    }

    /** The longest stall in a span of time, at most a quarter of a second: beyond that a span says nothing of a router, and fails. */
    static Duration between(Instant from, Instant to) {
        return MACHINE.longest(from, to);
    }

    private Duration longest(Instant from, Instant to) {
        Duration longest = Duration.ZERO;
        synchronized (stalls) {
            for (Stall stall : stalls) {
                if (!stall.until.isBefore(from)
                        && !stall.until.minus(stall.length).isAfter(to)
                        && stall.length.compareTo(longest) > 0) {
                    longest = stall.length;
                }
            }
        }
        return longest.compareTo(MOST) > 0 ? MOST : longest;
    }

    private void watch() {
        long due = System.nanoTime() + TICK;
        while (true) {
            LockSupport.parkNanos(due - System.nanoTime());
            long now = System.nanoTime();
            Duration late = Duration.ofNanos(now - due);
            if (late.compareTo(WORTH_NOTING) > 0) {
                note(new Stall(Instant.now(), late));
            }
            due = Math.max(due, now) + TICK;
        }
    }

    private void note(Stall stall) {
        synchronized (stalls) {
            stalls.addLast(stall);
            if (stalls.size() > KEPT) {
                stalls.removeFirst();
            }
        }
    }

    private record Stall(Instant until, Duration length) {}
}
