package org.keepvip.linux.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.node.NeedsRoot;

@NeedsRoot
@Timeout(20)
class FifoTest {
    private static final int DAEMON = 1;
    private static final byte[] LINE = "INSTANCE \"VI_1\" MASTER 100\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("notify");
    }

    private static void make(Path path, int owner) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", path.toString())
                        .inheritIO()
                        .start()
                        .waitFor());
        Files.setAttribute(path, "unix:uid", owner);
    }

    @Test
    void isMadeForItsUserAloneAndRemoved() throws IOException {
        Path path = path();
        try (Fifo fifo = Fifo.open(path, DAEMON, DAEMON)) {
            assertTrue(fifo.created());
            assertEquals(DAEMON, Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void oneThatWasThereStays() throws Exception {
        make(path(), 0);
        try (Fifo fifo = Fifo.open(path(), DAEMON, DAEMON)) {
            assertFalse(fifo.created());
            assertEquals(0, Files.getAttribute(path(), "unix:uid"));
        }
        assertTrue(Files.exists(path()));
    }

    @Test
    void whatALineSaysIsReadWhole() throws IOException {
        try (Fifo fifo = Fifo.open(path(), 0, 0);
                InputStream reader = Files.newInputStream(path())) {
            assertTrue(fifo.write(LINE));
            assertEquals(
                    "INSTANCE \"VI_1\" MASTER 100\n",
                    new String(reader.readNBytes(LINE.length), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aFullPipeTakesNothingUntilItIsRead() throws IOException {
        try (Fifo fifo = Fifo.open(path(), 0, 0);
                InputStream reader = Files.newInputStream(path())) {
            int lines = 0;
            while (fifo.write(LINE)) {
                lines++;
            }
            assertTrue(lines > 1000, lines + " lines");
            assertFalse(fifo.awaitRoom(Duration.ZERO));
            reader.readNBytes(lines * LINE.length);
            assertTrue(fifo.awaitRoom(Duration.ofSeconds(5)));
            assertTrue(fifo.write(LINE));
        }
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        make(folder.resolve("real"), 0);
        Files.createSymbolicLink(path(), folder.resolve("real"));
        ErrnoException e = assertThrows(ErrnoException.class, () -> Fifo.open(path(), 0, 0));
        assertEquals("ELOOP", Errno.name(e.errno()));
    }

    @Test
    void whatIsNoFifoIsLeftAlone() throws IOException {
        Files.writeString(path(), "mine");
        IOException e = assertThrows(IOException.class, () -> Fifo.open(path(), 0, 0));
        assertEquals(path() + " is there and no FIFO", e.getMessage());
        assertEquals("mine", Files.readString(path()));
    }

    @Test
    void somebodyElsesIsNotWrittenTo() throws Exception {
        make(path(), DAEMON);
        IOException e = assertThrows(IOException.class, () -> Fifo.open(path(), 2, 2));
        assertEquals(path() + " belongs to user 1, who is neither ours nor the configured one", e.getMessage());
    }
}
