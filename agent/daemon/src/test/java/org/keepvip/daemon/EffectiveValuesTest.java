package org.keepvip.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.NetworkNamespace;

/**
 * What a file means to us is what it means to keepalived, which runs it and dumps what it made of it. A value that
 * keepalived's dump does not have, or has otherwise, fails; effective.txt lists those that differ on purpose.
 */
@Tag("root")
@ExtendWith(NeedsKeepalived.class)
class EffectiveValuesTest {
    private static final Path FOLDER = Path.of("src/test/resources/effective");

    @TempDir
    Path scratch;

    private final KeepalivedNode node = new KeepalivedNode();

    @BeforeEach
    void makeInterfaces() throws IOException, InterruptedException {
        node.make();
    }

    @AfterEach
    void removeInterfaces() throws IOException, InterruptedException {
        node.remove();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void meansWhatItMeansToKeepalived(Path file) throws IOException, InterruptedException, ErrnoException {
        Map<String, String> ours = EffectiveValues.of(NetworkNamespace.in(
                        Optional.of(node.name()), () -> new ConfigurationFile(file, Optional.empty(), false).read())
                .configuration());
        Map<String, String> theirs = KeepalivedDump.of(node.dump(file, scratch));
        assertTrue(ours.size() > 10, () -> "too little to compare: " + ours);
        Map<String, String> same = new TreeMap<>();
        ours.keySet().forEach(path -> same.put(path, theirs.getOrDefault(path, "nothing")));
        assertEquals(List.of(), stale(file, ours, same), "rows of effective.txt that do not hold");
        differing(file).keySet().forEach(same::remove);
        differing(file).keySet().forEach(ours::remove);
        assertEquals(lines(same), lines(ours));
    }

    /** The rows about that file: by path, keepalived's value and ours. */
    private static Map<String, List<String>> differing(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".conf", "");
        return Files.readAllLines(Path.of("src/test/resources/effective.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Stream.of(line.split("\\|", 5)).map(String::strip).toList())
                .filter(cells -> cells.getFirst().equals(name))
                .collect(Collectors.toMap(cells -> cells.get(1), cells -> cells.subList(2, 4)));
    }

    private static List<String> stale(Path file, Map<String, String> ours, Map<String, String> theirs)
            throws IOException {
        return differing(file).entrySet().stream()
                .filter(row -> !row.getValue().equals(List.of(theirs.get(row.getKey()), ours.get(row.getKey()))))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String lines(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining("\n"));
    }
}
