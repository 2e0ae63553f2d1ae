package org.keepvip.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.model.ProcessFiles;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;

/** The name that the kernel shows for this process, which is the test's own. */
class ProcessNameTest {
    private static final Path COMM = Path.of("/proc/self/comm");

    @TempDir
    Path folder;

    private String before = "";

    @BeforeEach
    void remember() throws IOException {
        before = name();
    }

    @AfterEach
    void restore() throws IOException {
        Files.writeString(COMM, before);
    }

    @Test
    void theNameOfTheVrrpProcessGoesFirst() throws IOException {
        new ProcessName().set(files("process_names\nprocess_name one\nvrrp_process_name two\n"));
        assertEquals("two", name());
        new ProcessName().set(files("process_names\nprocess_name one\n"));
        assertEquals("one", name());
        new ProcessName().set(files("process_names\n"));
        assertEquals("keepalived_vrrp", name());
    }

    @Test
    void withoutAWordTheNameStays() throws IOException {
        new ProcessName().set(files(""));
        assertEquals(before, name());
        new ProcessName(folder.resolve("missing/comm")).set(files("process_name one\n"));
    }

    private ProcessFiles files(String keywords) throws IOException {
        Path file = Files.writeString(folder.resolve("a.conf"), "global_defs {\n" + keywords + "}\n");
        return new ConfigurationFile(file, Optional.empty(), false)
                .readFor(Machine.UNKNOWN)
                .configuration()
                .globals()
                .files();
    }

    private static String name() throws IOException {
        return Files.readString(COMM).strip();
    }
}
