package org.keepvip.daemon.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.vrrp.tracking.Reading;

@Timeout(30)
class FileTrackerTest {
    @TempDir
    Path folder;

    private final Recording recording = new Recording();
    private final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();

    private FileTracker follow(Path file) throws IOException {
        return FileTracker.start("load", file, () -> {}, readings::add, recording.journal());
    }

    private void expect(int number) throws InterruptedException {
        assertEquals(
                new Reading.Value(number),
                readings.poll(5, TimeUnit.SECONDS),
                () -> recording.lines().toString());
    }

    @Test
    void followsWhatIsWrittenMovedAndDeleted() throws Exception {
        Path file = Files.writeString(folder.resolve("value"), "3\n");
        try (FileTracker _ = follow(file)) {
            expect(3);
            Files.writeString(file, "-10\n");
            expect(-10);
            Path next = Files.writeString(folder.resolve("next"), "0x20");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            expect(32);
            Files.move(file, folder.resolve("away"));
            expect(0);
            Files.move(folder.resolve("away"), file);
            expect(32);
            Files.delete(file);
            expect(0);
        }
    }

    @Test
    void aDirectoryMayComeLaterAndGo() throws Exception {
        Path file = folder.resolve("a/b/value");
        try (FileTracker _ = follow(file)) {
            expect(0);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "5");
            expect(5);
            Files.move(folder.resolve("a/b"), folder.resolve("a/c"));
            expect(0);
            Files.move(folder.resolve("a/c"), folder.resolve("a/b"));
            expect(5);
        }
    }

    @Test
    void aNumberThatIsTooLongDoesNotCount() throws Exception {
        Path file = Files.writeString(folder.resolve("value"), "7");
        try (FileTracker _ = follow(file)) {
            expect(7);
            Path next = Files.writeString(folder.resolve("next"), "99999999999");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            Path good = Files.writeString(folder.resolve("good"), "8");
            while (!recording.tells("more than 32 bits")) {
                Thread.onSpinWait();
            }
            Files.move(good, file, StandardCopyOption.ATOMIC_MOVE);
            expect(8);
        }
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("value");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        try (FileTracker _ = follow(pipe)) {
            expect(0);
            Files.delete(pipe);
            Files.writeString(pipe, "1");
            expect(1);
        }
    }

    @Test
    void aFirstValueIsPutWhereNoneIs() throws IOException {
        Path file = folder.resolve("value");
        InitialFile.put(file, 4, false);
        assertEquals("4\n", Files.readString(file));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        InitialFile.put(file, 5, false);
        assertEquals("4\n", Files.readString(file));
        InitialFile.put(file, 5, true);
        assertEquals("5\n", Files.readString(file));
    }

    @Test
    void aFirstValueIsNotPutThroughALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("value"), target);
        IOException refused = assertThrows(IOException.class, () -> InitialFile.put(link, 1, true));
        assertEquals(link + " is there and no file", refused.getMessage());
        assertEquals("mine", Files.readString(target));
    }
}
