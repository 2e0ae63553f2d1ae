package org.keepvip.daemon.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Standard error, each line with its local time; not through System.err, whose lock others would wait for. */
final class Console implements Sink {
    private final FileOutputStream stream = new FileOutputStream(FileDescriptor.err);
    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Override
    public void write(LogLine line) throws IOException {
        String text = time.format(line.at()) + " " + line.text() + "\n";
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
