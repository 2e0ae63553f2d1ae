package org.keepvip.bench.demo;

import java.time.Duration;
import java.time.Instant;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.theory.Window;

/** What is done to the pair, one thing after the other, each measured as its formula says. */
final class Acts {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Rounding and time stamps. */
    private static final Duration EARLY = Duration.ofMillis(12);
    /** A timer, a first frame and a scheduler on a small machine. */
    private static final Duration LATE = Duration.ofMillis(150);
    /** A daemon that starts, and a kernel that reports a carrier at most once a second. */
    private static final Duration BEGIN = Duration.ofMillis(1500);
    /** How long the pair is left alone before and after each act. */
    private static final Duration QUIET = Duration.ofMillis(2200);
    /** A client's ping may wait for the next one. */
    private static final Duration PING = Duration.ofMillis(60);

    private final Pair pair;
    private final Narrator narrator;
    private final Node left;
    private final Node right;

    Acts(Pair pair, Narrator narrator) {
        this.pair = pair;
        this.narrator = narrator;
        this.left = pair.leftNode();
        this.right = pair.rightNode();
    }

    /** Both start; left has the higher priority. */
    void start() {
        narrator.event(pair.left().started(), "both start");
        Instant first = pair.advert(left, pair.left().started(), PATIENCE);
        narrator.event(first, "left is MASTER");
        pair.watch(QUIET);
    }

    /** The MASTER's processes are killed. Its kernel keeps the address, so that pings go on; the election does not care. */
    void kill() {
        Instant killed = pair.left().kill();
        narrator.event(killed, "left is killed (kill -9)");
        Instant taken = pair.advert(right, killed, PATIENCE);
        narrator.event(taken, "right is MASTER");
        silence("MASTER killed (kill -9)", killed, taken);
    }

    /** The killed router starts again and preempts. */
    void restart() {
        Instant started = Instant.now();
        pair.restartLeft();
        narrator.event(started, "left starts again");
        Instant first = pair.advert(left, started, PATIENCE);
        narrator.event(first, "left is MASTER again, as it has the higher priority");
        back("node back", started, first);
    }

    /** The MASTER's cable is pulled. */
    void pull() {
        left.pullCable();
        Instant pulled = Instant.now();
        narrator.event(pulled, "left's cable is pulled");
        Instant taken = pair.advert(right, pulled, PATIENCE);
        narrator.event(taken, "right is MASTER");
        silence("cable pulled", pulled, taken);
    }

    /** It is put back. */
    void plug() {
        Instant plugged = Instant.now();
        left.plugCable();
        narrator.event(plugged, "left's cable is put back");
        Instant first = pair.advert(left, plugged, PATIENCE);
        narrator.event(first, "left is MASTER again");
        back("cable back", plugged, first);
    }

    /** The MASTER is stopped as a service manager does it. */
    void stop() {
        Instant told = pair.left().terminate();
        narrator.event(told, "left is told to stop (SIGTERM)");
        Instant released = pair.release(left, told, PATIENCE);
        Instant taken = pair.advert(right, released, PATIENCE);
        narrator.event(taken, "right is MASTER");
        Duration skew = Pair.RIGHT.skew();
        settle(
                "MASTER stopped (SIGTERM)",
                "release to first advert",
                skew,
                Window.around(skew, EARLY, LATE),
                Duration.between(released, taken),
                told,
                skew.plus(LATE).plus(PING));
    }

    private void silence(String what, Instant fault, Instant taken) {
        Duration down = Pair.RIGHT.down();
        settle(
                what,
                "last advert to first advert",
                down,
                Window.around(down, EARLY, LATE),
                Duration.between(pair.lastAdvert(left, taken), taken),
                fault,
                down.plus(LATE).plus(PING));
    }

    private void back(String what, Instant began, Instant first) {
        Duration down = Pair.LEFT.down();
        settle(
                what,
                "start to first advert",
                down,
                Window.around(down, EARLY, BEGIN),
                Duration.between(began, first),
                began,
                LATE.plus(PING));
    }

    private void settle(
            String what,
            String measure,
            Duration theory,
            Window allowed,
            Duration measured,
            Instant from,
            Duration pingGap) {
        pair.watch(QUIET);
        narrator.act(new Act(what, measure, theory, allowed, measured, pair.pingsSince(from), pingGap));
    }
}
