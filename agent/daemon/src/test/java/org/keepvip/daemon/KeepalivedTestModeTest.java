package org.keepvip.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.keyword.Catalogue;
import org.keepvip.conf.model.Configuration;
import org.keepvip.daemon.command.RunOptions;
import org.keepvip.daemon.command.UsageException;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.NetworkNamespace;

/**
 * Whether {@code keepvip -t} accepts what {@code keepalived -t} accepts, and refuses what it refuses: two configurations
 * for each keyword, a valid one and one that is broken in one place. A difference is a row of differences.txt, from where
 * the compatibility table has it; a row that no longer holds fails as well.
 */
@Tag("root")
@ExtendWith(NeedsKeepalived.class)
class KeepalivedTestModeTest {
    private static final String NAMESPACE = "kv-t-" + ProcessHandle.current().pid();

    /** keepalived's test mode ends itself by a signal, or not at all, over some scripts' users; both are a refusal. */
    private static final int PATIENCE_SECONDS = 10;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeInterfaces() throws IOException, InterruptedException {
        run("ip", "netns", "add", NAMESPACE);
        run("ip", "-n", NAMESPACE, "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        for (String end : List.of("eth0", "eth1")) {
            run("ip", "-n", NAMESPACE, "link", "set", end, "up");
        }
        run("ip", "-n", NAMESPACE, "address", "add", "192.0.2.1/24", "dev", "eth0");
        run("ip", "-n", NAMESPACE, "address", "add", "198.51.100.1/24", "dev", "eth1");
    }

    @AfterAll
    static void removeInterfaces() throws IOException, InterruptedException {
        run("ip", "netns", "delete", NAMESPACE);
    }

    @Test
    void everyKeywordHasASample() throws IOException {
        TreeSet<String> wanted = new TreeSet<>();
        for (Catalogue.Entry entry : Catalogue.of(Configuration.class)) {
            wanted.add(entry.block() + " " + entry.keyword());
        }
        Sample.all().forEach(sample -> wanted.remove(sample.block() + " " + sample.keyword()));
        assertEquals("", String.join("\n", wanted), "keywords without a sample");
    }

    @Test
    void acceptsAndRefusesWhatKeepalivedDoes() throws IOException, InterruptedException, ErrnoException {
        Map<String, String> differences = new TreeMap<>();
        for (Sample sample : Sample.all()) {
            compare(sample, "valid", sample.valid(), differences);
            compare(sample, "broken", sample.broken(), differences);
        }
        assertEquals(lines(Difference.all()), lines(differences));
    }

    private void compare(Sample sample, String kind, String text, Map<String, String> into)
            throws IOException, InterruptedException, ErrnoException {
        Path file = folder.resolve("keepalived.conf");
        Files.writeString(file, text);
        boolean ours = NetworkNamespace.in(Optional.of(NAMESPACE), () -> test(file)) == 0;
        boolean theirs = run("ip", "netns", "exec", NAMESPACE, "keepalived", "-t", "-f", file.toString()) == 0;
        if (ours != theirs) {
            into.put(
                    sample.block() + " " + sample.keyword() + " " + kind,
                    ours ? "accepted, keepalived refuses" : "refused, keepalived accepts");
        }
    }

    private static int test(Path file) {
        try (PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            RunOptions options = RunOptions.of(List.of("-t", "-f", file.toString()), true);
            return new Check(nowhere, nowhere).asKeepalived(options, Optional.empty());
        } catch (UsageException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static String lines(List<Difference> differences) {
        Map<String, String> rows = new TreeMap<>();
        differences.forEach(row -> rows.put(row.block() + " " + row.keyword() + " " + row.kind(), row.verdict()));
        return lines(rows);
    }

    private static String lines(Map<String, String> rows) {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + ": " + row.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        return process.destroyForcibly().waitFor();
    }
}
