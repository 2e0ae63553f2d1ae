package org.keepvip.conf.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keepvip.conf.keyword.Dump;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Problem;

/**
 * Each {@code goldens/NAME.conf} and what becomes of it, in {@code NAME.txt}: effective values, problems as printed, what
 * follows for run, check and -t. {@code -Dkeepvip.rewrite=true} writes the latter anew.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/goldens");

    @TestFactory
    Stream<DynamicTest> goldens() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> golden(file)));
    }

    @Test
    void thereAreGoldens() throws IOException {
        assertTrue(files().size() > 30, "goldens in " + FOLDER.toAbsolutePath());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    private static void golden(Path file) throws IOException {
        String actual = rendered(file);
        Path expected = FOLDER.resolve(file.getFileName().toString().replace(".conf", ".txt"));
        if (Boolean.getBoolean("keepvip.rewrite")) {
            Files.writeString(expected, actual);
        }
        assertEquals(Files.readString(expected), actual, "rewrite with -Dkeepvip.rewrite=true after looking at it");
    }

    private static String rendered(Path file) throws IOException {
        Reading reading = InMemory.read(file.getFileName().toString(), Files.readString(file));
        Set<String> defaults = new HashSet<>(globals(InMemory.read("", "")).toList());
        Set<String> ofRoot = Dump.of(InMemory.read("", "").configuration())
                .lines()
                .filter(line -> !line.startsWith(" ") && !line.equals("}"))
                .collect(Collectors.toSet());
        String globals = globals(reading)
                .filter(line -> !defaults.contains(line))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        String instances = Dump.of(reading.configuration())
                .lines()
                .dropWhile(line -> !line.equals("}"))
                .skip(1)
                .filter(line -> !ofRoot.contains(line))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        String problems = reading.problems().stream().map(Problem::render).collect(Collectors.joining());
        return (globals.isEmpty() ? "" : "global_defs: what is not default\n" + globals)
                + instances
                + (problems.isEmpty() ? "" : "\n" + problems)
                + "\nrun: " + (reading.runs() ? "starts" : "refuses")
                + ", check: " + (reading.hasErrors() ? "errors" : "in order")
                + ", -t: " + Kind.exitCode(reading.problems()) + "\n";
    }

    private static Stream<String> globals(Reading reading) {
        return Dump.of(reading.configuration()).lines().takeWhile(line -> !line.equals("}"));
    }
}
