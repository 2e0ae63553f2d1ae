package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each {@code language/NAME.golden}: the pieces and problems that come of a configuration. */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/language");

    @TestFactory
    Stream<DynamicTest> goldens() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> goldens = files.filter(file -> file.toString().endsWith(".golden"))
                    .sorted()
                    .toList();
            assertTrue(goldens.size() > 20, goldens.size() + " goldens in " + FOLDER.toAbsolutePath());
            return goldens.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> golden(file)));
        }
    }

    private static void golden(Path file) throws IOException {
        GoldenFile golden = GoldenFile.read(file);
        golden.check(rendered(golden.conf()));
    }

    /** The pieces, those of one line together, then the problems. */
    static String rendered(ConfText text) {
        StringBuilder out = new StringBuilder();
        for (Piece piece : text.pieces()) {
            String shown = switch (piece) {
                case Piece.Open open -> "{";
                case Piece.Close close -> "}";
                case Piece.Words words ->
                    words.words().stream().map(GoldenTest::shown).collect(Collectors.joining(" "));
            };
            String chain = piece.location().line().chain().stream()
                    .map(step -> "  <- " + step.words() + " " + step.at())
                    .collect(Collectors.joining());
            out.append(piece.location())
                    .append('\t')
                    .append(shown)
                    .append(chain)
                    .append('\n');
        }
        text.problems()
                .forEach(problem -> out.append('\n').append(problem.render()).append("  [" + problem.kind() + "]\n"));
        return out.toString();
    }

    private static String shown(Word word) {
        return word.secret() ? word.shown() : word.quoted() ? '"' + word.text() + '"' : word.text();
    }
}
