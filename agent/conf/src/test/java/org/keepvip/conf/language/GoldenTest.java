package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each {@code language/NAME.golden}: files, each behind a line {@code -- NAME --}, the first is the one to read; behind
 * {@code == reads ==} the pieces and problems that come of them. {@code -Dkeepvip.rewrite=true} writes the latter anew. A first line
 * {@code -- machine id=ID checks=all NAME=VALUE --} describes the machine. {@code <NUL>}, {@code <CR>}, {@code <FF>} and {@code <VT>}
 * stand for those characters.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/language");
    private static final String RESULT = "== reads ==\n";

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
        String text = Files.readString(file);
        int split = text.indexOf(RESULT);
        String input = split < 0 ? text : text.substring(0, split);
        String actual = input + RESULT + rendered(input);
        if (Boolean.getBoolean("keepvip.rewrite")) {
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file), actual, "rewrite with -Dkeepvip.rewrite=true after looking at it");
    }

    private static String rendered(String input) {
        MemoryFiles files = new MemoryFiles();
        Surroundings around = Surroundings.of("node.example");
        String main = "";
        String name = "";
        StringBuilder text = new StringBuilder();
        for (String line : (input + "-- end --\n").lines().toList()) {
            if (!line.startsWith("-- ") || !line.endsWith(" --")) {
                text.append(typed(line)).append('\n');
                continue;
            }
            if (!name.isEmpty()) {
                add(files, name, text.toString());
                main = main.isEmpty() ? name.replaceAll(": .*", "") : main;
                text.setLength(0);
            }
            String header = line.substring(3, line.length() - 3);
            name = header.startsWith("machine ") ? "" : header;
            around = name.isEmpty() ? machine(header.substring(8)) : around;
        }
        return rendered(ConfReader.read(main, files, around));
    }

    private static void add(MemoryFiles files, String header, String text) {
        int colon = header.indexOf(": ");
        if (colon < 0) {
            files.with(header, text);
        } else {
            files.withSkipped(header.substring(0, colon), header.substring(colon + 2));
        }
    }

    private static String typed(String line) {
        return line.replace("<NUL>", "\0")
                .replace("<CR>", "\r")
                .replace("<FF>", "\f")
                .replace("<VT>", "\u000b")
                .replace("<LONG>", "x".repeat(ConfReader.LONGEST_LINE));
    }

    private static Surroundings machine(String header) {
        Map<String, String> values = new HashMap<>();
        for (String word : header.split(" ", -1)) {
            values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        String id = values.getOrDefault("id", "node");
        IncludeChecks checks = values.containsKey("checks") ? IncludeChecks.ALL : IncludeChecks.NONE;
        return new Surroundings(id, "/work", values, 1, checks);
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
