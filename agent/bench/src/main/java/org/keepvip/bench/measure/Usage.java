package org.keepvip.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.keepvip.bench.router.Router;

/** What all processes of a router cost, as {@code /proc} says. */
final class Usage {
    private Usage() {}

    /** CPU time of every thread that is there, since its start, in nanoseconds (schedstat). */
    static long cpu(Router router) {
        return router.processIds().stream()
                .flatMap(id -> threads(Path.of("/proc/" + id + "/task")).stream())
                .flatMap(thread -> lines(thread.resolve("schedstat")).stream())
                .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                .sum();
    }

    /** Proportional set size, in megabytes. */
    static double memory(Router router) {
        return router.processIds().stream()
                        .flatMap(id -> lines(Path.of("/proc/" + id + "/smaps_rollup")).stream())
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum()
                / 1000.0;
    }

    private static List<Path> threads(Path tasks) {
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.toList();
        } catch (IOException ended) {
            return List.of(); // a process that is gone costs nothing any more
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException ended) {
            return List.of(); // a process that is gone costs nothing any more
        }
    }
}
