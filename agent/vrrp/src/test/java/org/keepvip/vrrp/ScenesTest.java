package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each scene says what it said; {@code -Dkeepvip.scenes.rewrite=true} writes them anew, to be read as a diff. */
class ScenesTest {
    private static final Path SCENES = Path.of("src", "test", "resources", "scenes");
    private static final Path GROUPS = SCENES.resolve("groups");

    @TestFactory
    Stream<DynamicTest> scenesHold() throws IOException {
        return scenes().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> holds(file)));
    }

    @TestFactory
    Stream<DynamicTest> scenesOfGroupsHold() throws IOException {
        return scenes(GROUPS).stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> holds(
                                file, GroupScene.played(Files.readString(file)).text())));
    }

    private static void holds(Path file) throws IOException {
        holds(file, Scene.played(Files.readString(file)).text());
    }

    private static void holds(Path file, String played) throws IOException {
        String written = Files.readString(file);
        if (Boolean.getBoolean("keepvip.scenes.rewrite")) {
            Files.writeString(file, played);
        } else {
            assertEquals(written, played, file.toString());
        }
    }

    @Test
    void everyRowOfTheStateTableIsInAScene() throws IOException {
        Set<TransitionRow> missing = EnumSet.allOf(TransitionRow.class);
        for (Path file : scenes()) {
            missing.removeAll(Scene.played(Files.readString(file)).rows());
        }
        for (Path file : scenes(GROUPS)) {
            missing.removeAll(GroupScene.played(Files.readString(file)).rows());
        }
        assertTrue(missing.isEmpty(), "no scene for " + missing);
    }

    private static List<Path> scenes() throws IOException {
        return scenes(SCENES);
    }

    private static List<Path> scenes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".scene"))
                    .sorted()
                    .toList();
        }
    }
}
