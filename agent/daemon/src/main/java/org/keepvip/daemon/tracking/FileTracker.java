package org.keepvip.daemon.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.Wakeup;
import org.keepvip.linux.file.DirectoryWatch;
import org.keepvip.linux.file.DirectoryWatch.Happening;
import org.keepvip.vrrp.tracking.FileNumber;
import org.keepvip.vrrp.tracking.Reading;

/**
 * Follows the number in one file, on a thread of its own, which a file system that hangs holds up and nobody else. It reads
 * whenever the name was touched in the file's directory, or while that is missing in the nearest one that is there; and
 * every few seconds, for what inotify does not tell: a directory higher up that was moved, the target of a link.
 */
final class FileTracker implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofSeconds(10);
    /** Without a watch. */
    private static final Duration OFTEN = Duration.ofSeconds(1);

    private final String name;
    private final Path file;
    private final Consumer<Reading> report;
    private final Journal journal;
    private final Wakeup wakeup;
    private volatile boolean closed;
    private @Nullable Integer told;
    private String complaint = "";

    private FileTracker(String name, Path file, Consumer<Reading> report, Journal journal, Wakeup wakeup) {
        this.name = name;
        this.file = file.toAbsolutePath();
        this.report = report;
        this.journal = journal;
        this.wakeup = wakeup;
    }

    /**
     * Begins.
     *
     * @param name of the block, for the log
     * @param before done first, on the same thread
     * @param report is called, on that thread, with the first number and each other one
     */
    static FileTracker start(String name, Path file, Runnable before, Consumer<Reading> report, Journal journal)
            throws ErrnoException {
        FileTracker tracker = new FileTracker(name, file, report, journal, Wakeup.open());
        Thread.ofPlatform().daemon().name("keepvip-file-" + name).start(() -> {
            before.run();
            tracker.run();
        });
        return tracker;
    }

    private void run() {
        try (wakeup) {
            while (!closed) {
                try {
                    follow();
                } catch (ErrnoException e) {
                    complain("is looked at every second only: " + e.getMessage());
                    read();
                    waitFor(OFTEN);
                }
            }
        } catch (ErrnoException e) {
            journal.error("track_file " + name + " is not followed any more: " + e.getMessage());
        }
    }

    /** Until the directory that is watched may be another. */
    private void follow() throws ErrnoException {
        Path directory = nearestDirectory();
        try (DirectoryWatch watch = DirectoryWatch.of(directory)) {
            if (!directory.equals(nearestDirectory())) {
                return;
            }
            boolean own = directory.equals(file.getParent());
            String awaited = file.getName(directory.getNameCount()).toString();
            read();
            while (waitFor(AGAIN, watch.fd())) {
                Heard heard = new Heard(awaited);
                watch.receive(heard);
                if (closed || heard.gone || (heard.touched && !own)) {
                    return;
                }
                if (heard.touched) {
                    read();
                }
            }
        }
    }

    /** What of it concerns the file. */
    private static final class Heard implements Consumer<Happening> {
        private final String awaited;
        private boolean touched;
        private boolean gone;

        Heard(String awaited) {
            this.awaited = awaited;
        }

        @Override
        public void accept(Happening happening) {
            switch (happening) {
                case Happening.Touched(String what) -> touched |= what.equals(awaited);
                case Happening.Overrun _ -> touched = true;
                case Happening.Gone _ -> gone = true;
            }
        }
    }

    private Path nearestDirectory() {
        @Nullable Path directory = file.getParent();
        while (directory != null && directory.getParent() != null && !Files.isDirectory(directory)) {
            directory = directory.getParent();
        }
        return directory == null ? Path.of("/") : directory;
    }

    /** Whether one of {@code fds} is readable before then; false also when it is to end. */
    private boolean waitFor(Duration timeout, int... fds) throws ErrnoException {
        int[] all = new int[fds.length + 1];
        System.arraycopy(fds, 0, all, 1, fds.length);
        all[0] = wakeup.fd();
        return Poll.readable(timeout, all) && !closed;
    }

    private void read() {
        try {
            switch (FileNumber.of(octets())) {
                case FileNumber.Value(int value) -> {
                    complaint = "";
                    tell(value);
                }
                case FileNumber.OutOfRange _ -> complain("holds a number of more than 32 bits; it does not count");
            }
        } catch (IOException e) {
            complain("cannot be read, its last number counts: " + e);
        }
        if (told == null) {
            tell(0);
        }
    }

    /** Nothing for what is no file: reading a pipe or a device could wait for ever. */
    private byte[] octets() throws IOException {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(FileNumber.LONGEST);
        } catch (NoSuchFileException goneMeanwhile) {
            return new byte[0];
        }
    }

    private void tell(int value) {
        if (told == null || told != value) {
            told = value;
            journal.info("track_file " + name + " is " + value);
            report.accept(new Reading.Value(value));
        }
    }

    private void complain(String what) {
        if (!complaint.equals(what)) {
            complaint = what;
            journal.warning("track_file " + name + ": " + file + " " + what);
        }
    }

    /** Ends it, without waiting for a file system that hangs. */
    @Override
    public void close() {
        closed = true;
        wakeup.ring();
    }
}
