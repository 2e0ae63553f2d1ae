package org.keepvip.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A sample on which {@code -t} and keepalived 2.2.7 do not agree, and why.
 *
 * @param kind valid or broken
 */
record Difference(String block, String keyword, String kind, String verdict, String reason) {
    /** Rows of block, keyword, kind, verdict and reason, parted by bars. */
    static List<Difference> all() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/differences.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Difference::of)
                .toList();
    }

    private static Difference of(String line) {
        String[] cells = line.split("\\|", 5);
        return new Difference(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
    }
}
