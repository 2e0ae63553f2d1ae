package org.keepvip.conf.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.language.SourceFiles.Content;

class FileSystemSourcesTest {
    private final FileSystemSources files = new FileSystemSources();

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String name : List.of("b.conf", "a.conf", "a1.conf", "[x].conf", ".hidden.conf", "c.txt")) {
            Files.writeString(folder.resolve(name), "text of " + name);
        }
        Files.createDirectories(folder.resolve("d.conf"));
        Files.writeString(folder.resolve("d.conf/inner.conf"), "inner");
    }

    private List<String> glob(String pattern) {
        return files.glob(folder + "/" + pattern).stream()
                .map(name -> name.substring(folder.toString().length() + 1))
                .toList();
    }

    private String reason(String name) {
        return assertInstanceOf(Content.Skipped.class, files.read(folder + "/" + name))
                .reason();
    }

    @Test
    void patterns() {
        assertEquals(List.of("[x].conf", "a.conf", "a1.conf", "b.conf", "d.conf"), glob("*.conf"));
        assertEquals(List.of(".hidden.conf"), glob(".*.conf"));
        assertEquals(List.of("a1.conf"), glob("a?.conf"));
        assertEquals(List.of("a.conf", "b.conf"), glob("[a-c].conf"));
        assertEquals(
                List.of("b.conf"),
                glob("[!a].conf").stream().filter(name -> !name.startsWith("d")).toList());
        assertEquals(List.of("[x].conf"), glob("\\[x].conf"));
        assertEquals(List.of("[x].conf"), glob("[]a[]x].conf"));
        assertEquals(List.of("d.conf/inner.conf"), glob("*/*.conf"));
        assertEquals(List.of("a.conf"), glob("a.conf"));
        assertEquals(List.of(), glob("none.conf"));
        assertEquals(List.of(), glob("none/*.conf"));
        assertEquals(List.of(), glob("a.conf/x*"));
        assertEquals(List.of(), files.glob(""));
        assertEquals(List.of(), files.glob("a\0b"));
        assertEquals(List.of("pom.xml"), files.glob("pom.xm?"), "relative to the working directory");
    }

    @Test
    void onlyPlainFilesAreRead() throws IOException {
        assertEquals(new Content.Text("text of a.conf"), files.read(folder + "/a.conf"));
        Files.setPosixFilePermissions(folder.resolve("b.conf"), PosixFilePermissions.fromString("rw-r--r-x"));
        assertTrue(reason("b.conf").contains("chmod a-x"), reason("b.conf"));
        assertEquals("it is not a regular file", reason("d.conf"));
        assertEquals("it does not exist", reason("none.conf"));
        assertTrue(reason("a\0b").startsWith("its name cannot be one"), reason("a\0b"));
        assertEquals(
                "it is not a regular file",
                assertInstanceOf(Content.Skipped.class, files.read("/dev/zero")).reason());
    }

    @Test
    void octetsThatAreNotUtf8Arrive() throws IOException {
        Files.write(folder.resolve("a.conf"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(new Content.Text("caf\u00e9"), files.read(folder + "/a.conf"));
    }

    @Test
    void homes() {
        assertEquals(Optional.of("/root"), files.home("root"));
        assertEquals(Optional.empty(), files.home("nobody-of-this-name"));
    }
}
