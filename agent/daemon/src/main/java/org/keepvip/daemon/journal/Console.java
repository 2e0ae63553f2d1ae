package org.keepvip.daemon.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Standard error; not through System.err, whose lock others would wait for. Each line begins with its local time, or,
 * where systemd's journal reads it and has the time itself, with its priority as sd-daemon(3) writes it.
 */
final class Console implements Sink {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final OutputStream stream;
    private final boolean journal;
    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** Lines to {@code stream}, which systemd's journal reads or not. */
    Console(OutputStream stream, boolean journal) {
        this.stream = stream;
        this.journal = journal;
    }

    /** This process's standard error. */
    static Console ofThisProcess() {
        String announced = System.getenv().getOrDefault("JOURNAL_STREAM", "");
        return new Console(new FileOutputStream(FileDescriptor.err), announced.equals(identity(STANDARD_ERROR)));
    }

    /** Device and inode, as systemd.exec(5) has them in JOURNAL_STREAM. */
    private static String identity(Path file) {
        try {
            return Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            return "none";
        }
    }

    @Override
    public void write(LogLine line) throws IOException {
        String begin = journal ? "<" + line.level().severity() + ">" : time.format(line.at()) + " ";
        stream.write((begin + line.text() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
