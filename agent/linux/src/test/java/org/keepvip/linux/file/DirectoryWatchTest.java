package org.keepvip.linux.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.Wakeup;
import org.keepvip.linux.file.DirectoryWatch.Happening;

@Timeout(20)
class DirectoryWatchTest {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private static List<Happening> heard(DirectoryWatch watch) throws ErrnoException {
        List<Happening> happenings = new ArrayList<>();
        assertTrue(Poll.readable(watch.fd(), DEADLINE));
        watch.receive(happenings::add);
        return happenings;
    }

    @Test
    void tellsOfWhatIsWrittenMovedAndDeleted() throws IOException {
        Path file = folder.resolve("value");
        try (DirectoryWatch watch = DirectoryWatch.of(folder)) {
            Files.writeString(file, "1");
            assertEquals(
                    List.of(new Happening.Touched("value"), new Happening.Touched("value")),
                    heard(watch),
                    "made, and written");
            Files.move(file, folder.resolve("other"));
            assertEquals(List.of(new Happening.Touched("value"), new Happening.Touched("other")), heard(watch));
            Files.delete(folder.resolve("other"));
            assertEquals(List.of(new Happening.Touched("other")), heard(watch));
        }
    }

    @Test
    void tellsThatTheDirectoryIsGone() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("inner"));
        try (DirectoryWatch watch = DirectoryWatch.of(directory)) {
            Files.delete(directory);
            assertEquals(new Happening.Gone(), heard(watch).getLast());
        }
    }

    @Test
    void refusesWhatIsNoDirectory() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        ErrnoException none = assertThrows(ErrnoException.class, () -> DirectoryWatch.of(folder.resolve("none")));
        assertEquals(Errno.ENOENT, none.errno());
        ErrnoException other = assertThrows(ErrnoException.class, () -> DirectoryWatch.of(file));
        assertEquals("inotify_add_watch(" + file + "): ENOTDIR", other.getMessage());
    }

    @Test
    void aRunOverQueueIsTold() throws IOException {
        // readString asks for the first octet alone, and a sysctl gives nothing behind that.
        int most = Integer.parseInt(Files.readAllLines(Path.of("/proc/sys/fs/inotify/max_queued_events"))
                .getFirst());
        try (DirectoryWatch watch = DirectoryWatch.of(folder)) {
            // A happening that is the same as the last in the queue is not queued again.
            Path one = folder.resolve("one");
            Path other = folder.resolve("other");
            Files.writeString(one, "");
            for (int i = 0; i <= most; i++) {
                Files.move(i % 2 == 0 ? one : other, i % 2 == 0 ? other : one);
            }
            List<Happening> happenings = new ArrayList<>();
            while (Poll.readable(watch.fd(), Duration.ZERO)) {
                watch.receive(happenings::add);
            }
            assertEquals(new Happening.Overrun(), happenings.getLast());
        }
    }

    @Test
    void aWakeupEndsWaiting() throws IOException {
        try (DirectoryWatch watch = DirectoryWatch.of(folder);
                Wakeup wakeup = Wakeup.open()) {
            assertEquals(false, Poll.readable(Duration.ZERO, watch.fd(), wakeup.fd()));
            wakeup.ring();
            wakeup.ring();
            assertTrue(Poll.readable(DEADLINE, watch.fd(), wakeup.fd()));
            wakeup.drain();
            assertEquals(false, Poll.readable(Duration.ZERO, watch.fd(), wakeup.fd()));
        }
    }
}
