package org.keepvip.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int check(String... arguments) {
        err.reset();
        return new Check(
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .files(List.of(arguments));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMissingFileIsToldOnceAndIs4() {
        String missing = folder.resolve("missing.conf").toString();
        assertEquals(4, check(missing));
        assertEquals(1, told().split("error:", -1).length - 1, this::told);
        assertEquals(0, check("--strict", missing), "as keepalived -t without -e");
    }

    @Test
    void aFileWithoutAVirtualRouterIs6() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.conf"), "global_defs {\n}\n");
        assertEquals(6, check(empty.toString()));
        assertTrue(told().contains("no virtual router is configured in " + empty), this::told);
        assertEquals(0, check("--strict", empty.toString()));
    }
}
