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

    /** CPU time of every thread since its start, in nanoseconds (schedstat). */
    static long cpu(Router router) {
        long sum = 0;
        for (long id : router.processIds()) {
            try (Stream<Path> threads = Files.list(Path.of("/proc/" + id + "/task"))) {
                for (Path thread : threads.toList()) {
                    String first = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
                    sum += Long.parseLong(first);
                }
            } catch (IOException gone) {
                // A thread or a process that ended between the listing and the reading costs nothing any more.
                continue;
            }
        }
        return sum;
    }

    /** Proportional set size, in megabytes. */
    static double memory(Router router) {
        long kilobytes = 0;
        for (long id : router.processIds()) {
            try {
                List<String> lines = Files.readAllLines(Path.of("/proc/" + id + "/smaps_rollup"));
                for (String line : lines) {
                    if (line.startsWith("Pss:")) {
                        kilobytes += Long.parseLong(line.replaceAll("[^0-9]", ""));
                    }
                }
            } catch (IOException gone) {
                continue;
            }
        }
        return kilobytes / 1000.0;
    }
}
