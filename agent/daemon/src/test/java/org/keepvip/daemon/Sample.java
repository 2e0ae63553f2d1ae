package org.keepvip.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two small configurations about one keyword: one that is right and one that is broken in one place.
 *
 * @param block the block that the keyword stands in
 */
record Sample(String block, String keyword, String valid, String broken) {
    private static final Path FOLDER = Path.of("src/test/resources/samples");

    /** Those of every file: a frame with {@code @@} where the lines go, and under it a row for each keyword. */
    static List<Sample> all() throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                samples.addAll(of(file));
            }
        }
        return samples;
    }

    private static List<Sample> of(Path file) throws IOException {
        String block = file.getFileName().toString().replaceAll("(-.*)?\\.txt$", "");
        String[] parts = Files.readString(file).split("(?m)^---\n", 2);
        String frame = parts[0].replaceAll("(?m)^#.*\n", "");
        return parts[1].lines().map(row -> of(block, frame, row)).toList();
    }

    private static Sample of(String block, String frame, String row) {
        String[] cells = row.split(" \\| ", 3);
        if (cells.length != 3) {
            throw new IllegalArgumentException(block + ": expected keyword | valid | broken: " + row);
        }
        String keyword = cells[0].strip();
        return new Sample(
                block, keyword, filled(frame, cells[1].strip()), filled(frame, broken(keyword, cells[2].strip())));
    }

    private static String broken(String keyword, String cell) {
        return cell.equals("~") ? keyword.substring(0, keyword.length() - 1) : cell;
    }

    private static String filled(String frame, String lines) {
        return frame.replace("@@", lines.replace(";;", "\n"));
    }
}
