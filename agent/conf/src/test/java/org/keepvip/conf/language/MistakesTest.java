package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keepvip.conf.reading.ConfigurationReader;
import org.keepvip.conf.reading.Reading;

/**
 * What operators do wrong, end to end: each {@code mistakes/NAME.golden} is a configuration and what is printed about it. Its first line
 * says what {@code keepalived -t} of Debian 12 exited with, measured where eth0 and eth1 exist; ours is the same, or the line says why
 * not. {@code -Dkeepvip.rewrite=true} writes the result anew.
 */
class MistakesTest {
    private static final Path FOLDER = Path.of("src/test/resources/mistakes");
    private static final Pattern MEASURED =
            Pattern.compile("keepalived 2.2.7 -t exits with (\\d)(; KeepVIP with (\\d): .+)?");

    @TestFactory
    Stream<DynamicTest> mistakes() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> goldens = files.filter(file -> file.toString().endsWith(".golden"))
                    .sorted()
                    .toList();
            assertTrue(goldens.size() > 50, goldens.size() + " mistakes in " + FOLDER.toAbsolutePath());
            return goldens.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> mistake(file)));
        }
    }

    private static void mistake(Path file) throws IOException {
        GoldenFile golden = GoldenFile.read(file);
        Reading reading = ConfigurationReader.read(golden.conf());
        String result = "instances: "
                + reading.configuration().instances().stream()
                        .map(instance -> instance.name())
                        .collect(Collectors.joining(", "))
                + "\nrun: " + (reading.runs() ? "starts" : "refuses")
                + ", check: " + (reading.hasErrors() ? "errors" : "in order")
                + ", -t: " + Kind.exitCode(reading.problems()) + "\n"
                + reading.problems().stream()
                        .map(problem -> "\n" + problem.render() + "  [" + problem.kind() + "]\n")
                        .collect(Collectors.joining());
        golden.check(result);
        assertFalse(result.contains("hunter"), "the password of these files is not printed");
        Matcher measured = MEASURED.matcher(golden.comment());
        assertTrue(measured.matches(), golden.comment());
        String expected = measured.group(3) == null ? measured.group(1) : measured.group(3);
        assertEquals(expected, String.valueOf(Kind.exitCode(reading.problems())), "-t");
    }
}
