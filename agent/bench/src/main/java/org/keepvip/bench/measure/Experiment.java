package org.keepvip.bench.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Sighting;
import org.keepvip.bench.wire.Sighting.Advert;

/** One experiment, done in the same way on each implementation. */
interface Experiment {
    /** Measures one implementation. */
    void run(Implementation who, Figures figures, boolean quick);

    /** What it is, for the person who waits. */
    String title();

    /** The middle of some numbers. */
    static double median(List<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** The largest of some numbers. */
    static double largest(List<Double> numbers) {
        return Arrays.stream(numbers.stream().mapToDouble(Double::doubleValue).toArray())
                .max()
                .orElse(Double.NaN);
    }

    /** A span in milliseconds. */
    static double milliseconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    /** Waits for a frame of a router; its log is told when none comes. */
    static Sighting await(
            Capture capture, Router router, Instant from, Duration patience, Predicate<? super Sighting> wanted) {
        return capture.await(from, seen -> seen.mac().equals(router.node().mac()) && wanted.test(seen), patience)
                .orElseThrow(() -> new LabException(
                        router.implementation() + " was silent for " + patience + ":\n" + router.logTail()));
    }

    /** Whether a sighting is an advert that does not release. */
    static boolean advert(Sighting seen) {
        return seen instanceof Advert advert && advert.priority() != 0;
    }
}
