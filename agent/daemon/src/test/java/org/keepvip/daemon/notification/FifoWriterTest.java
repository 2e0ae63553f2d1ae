package org.keepvip.daemon.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.daemon.journal.Recording;

/** As root or not, but as the owner of the FIFO: a test of the kernel's pipes. */
@Timeout(60)
class FifoWriterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Recording log = new Recording();

    private Path path() {
        return folder.resolve("notify");
    }

    private FifoWriter open() throws IOException {
        int uid = (Integer) Files.getAttribute(folder, "unix:uid");
        int gid = (Integer) Files.getAttribute(folder, "unix:gid");
        return FifoWriter.open(path(), uid, gid, log.journal());
    }

    @Test
    void linesArriveInOrder() throws Exception {
        FifoWriter writer = open();
        writer.write("VI_1", "one");
        writer.write("VI_2", "two");
        try (BufferedReader reader = Files.newBufferedReader(path())) {
            assertEquals("one", reader.readLine());
            assertEquals("two", reader.readLine());
            writer.write("VI_1", "three");
            assertEquals("three", reader.readLine());
        }
        writer.finish(PATIENCE);
        writer.close();
        assertTrue(Files.notExists(path()));
    }

    /** Writes lines about 0 and 1 in turn until the pipe is full and what waits is cut; the number of the last line. */
    private int fill(FifoWriter writer) throws InterruptedException {
        int line = 0;
        while (!log.tells(path() + " is full: nobody reads it")) {
            writer.write(line % 2, line % 2 + " " + line);
            line++;
            Thread.onSpinWait();
        }
        for (int i = 0; i < 10_000; i++) {
            writer.write(line % 2, line % 2 + " " + line);
            line++;
        }
        return line - 1;
    }

    @Test
    void aReaderThatComesLateGetsTheLastStateOfEach() throws Exception {
        FifoWriter writer = open();
        int last = fill(writer);
        List<String> read = new ArrayList<>();
        List<String> states = List.of(last % 2 + " " + last, (last - 1) % 2 + " " + (last - 1));
        try (BufferedReader reader = Files.newBufferedReader(path())) {
            while (!read.containsAll(states)) {
                read.add(reader.readLine());
            }
        }
        writer.finish(PATIENCE);
        writer.close();
        log.journal().close(PATIENCE);
        int dropped = log.lines().stream()
                .filter(line -> line.contains(" were out of date before there was room, and dropped"))
                .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(' '))))
                .sum();
        assertTrue(dropped > 0);
        assertEquals(last + 1, read.size() + dropped);
    }

    @Test
    void whatNobodyReadDoesNotHoldUpTheEnd() throws Exception {
        FifoWriter writer = open();
        int last = fill(writer);
        assertTrue(last > 0);
        writer.finish(Duration.ofMillis(100));
        writer.close();
        log.journal().close(PATIENCE);
        assertTrue(log.tells(" lines were not written to " + path() + " before the end: nobody read it"));
    }
}
