package org.keepvip.conf.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.keepvip.conf.language.Kind;

/**
 * The exit code of {@code keepalived -t} for each golden file, beside ours. Where they differ, keepalived-t.txt says why;
 * a row there that no longer holds fails as well.
 */
@Tag("root")
@ExtendWith(KeepalivedComparisonTest.Condition.class)
class KeepalivedComparisonTest {
    private static final String NAMESPACE = "kv-conf-" + ProcessHandle.current().pid();
    private static final List<String> PAIRS = List.of("eth0 eth1", "eth2 eth3", "ens33 ens37");
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    @BeforeAll
    static void makeInterfaces() throws IOException, InterruptedException {
        run("ip", "netns", "add", NAMESPACE);
        for (String pair : PAIRS) {
            String[] ends = pair.split(" ", 2);
            run("ip", "-n", NAMESPACE, "link", "add", ends[0], "type", "veth", "peer", "name", ends[1]);
            for (String end : ends) {
                run("ip", "-n", NAMESPACE, "link", "set", end, "up");
            }
        }
        // an instance without a source address is not compared with others
        run("ip", "-n", NAMESPACE, "address", "add", "192.0.2.1/24", "dev", "eth0");
    }

    @AfterAll
    static void removeInterfaces() throws IOException, InterruptedException {
        run("ip", "netns", "delete", NAMESPACE);
    }

    @Test
    void exitCodesAreKeepalivedsOrTheTableSaysWhy() throws IOException, InterruptedException {
        Map<String, String> differences = new TreeMap<>();
        for (Path golden : goldens()) {
            String name = golden.getFileName().toString();
            int ours =
                    Kind.exitCode(InMemory.read(name, Files.readString(golden)).problems());
            int theirs = run("ip", "netns", "exec", NAMESPACE, "keepalived", "-t", "-f", golden.toString());
            if (ours != theirs) {
                differences.put(name.replace(".conf", ""), ours + " " + theirs);
            }
        }
        assertEquals(lines(table()), lines(differences), "name, our code, keepalived's");
    }

    private static List<Path> goldens() throws IOException {
        try (Stream<Path> files = Files.list(GOLDENS)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    /** Lines of name, our code, keepalived's code and the reason, parted by bars. */
    private static Map<String, String> table() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/keepalived-t.txt"))) {
            String[] cells = line.split("\\|", 4);
            if (!line.startsWith("#") && cells.length == 4) {
                rows.put(cells[0].strip(), cells[1].strip() + " " + cells[2].strip());
            }
        }
        return rows;
    }

    private static String lines(Map<String, String> rows) {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + " " + row.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end of " + String.join(" ", command));
        }
        return process.exitValue();
    }

    /** Root and an installed keepalived, or one line that says what is missing. */
    static final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean root = "root".equals(System.getProperty("user.name"));
            boolean keepalived = Files.isExecutable(Path.of("/usr/sbin/keepalived"));
            if (root && keepalived) {
                return ConditionEvaluationResult.enabled("root, with keepalived");
            }
            String missing = root ? "needs keepalived" : "needs root";
            if (context.getTestMethod().isEmpty()) {
                System.out.println("left out, " + missing + ": " + context.getDisplayName());
            }
            return ConditionEvaluationResult.disabled(missing);
        }
    }
}
