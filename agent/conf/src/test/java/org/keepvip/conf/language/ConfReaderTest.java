package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfReaderTest {
    private static ConfText read(MemoryFiles files) {
        return ConfReader.read("a.conf", files, Surroundings.of("node.example"));
    }

    private static List<String> words(ConfText text) {
        return text.pieces().stream()
                .filter(Piece.Words.class::isInstance)
                .map(piece -> ((Piece.Words) piece).raw())
                .toList();
    }

    @Test
    void everyMatchOfThePatternIsRead() {
        MemoryFiles files =
                new MemoryFiles().with("d/b.conf", "b").with("d/a.conf", "a").with("d/c.txt", "c");
        ConfText text = ConfReader.read("d/*.conf", files, Surroundings.of("node"));
        assertEquals(List.of("a", "b"), words(text));
        assertEquals(List.of("d/a.conf", "d/b.conf"), text.files());
        assertEquals(List.of(), text.problems());
        assertEquals("d/b.conf:1:2", text.end().toString());
    }

    @Test
    void severalFilesAreAProblemWhenAsked() {
        MemoryFiles files = new MemoryFiles().with("b.conf", "b").with("a.conf", "a");
        Surroundings strict = new Surroundings("node", "/", Map.of(), 1, IncludeChecks.ALL);
        assertEquals(
                List.of(Kind.MULTIPLE_FILES),
                ConfReader.read("*.conf", files, strict).problems().stream()
                        .map(Problem::kind)
                        .toList());
        assertEquals(
                List.of(Kind.FILE_NOT_FOUND),
                ConfReader.read("c.conf", files, strict).problems().stream()
                        .map(Problem::kind)
                        .toList());
    }

    @Test
    void missingFileIsNoErrorForKeepalived() {
        ConfText text = read(new MemoryFiles());
        assertEquals(
                "a.conf: error: there is no such file\n  expected: a configuration to read\n",
                text.problems().getFirst().render());
        assertEquals(0, Kind.exitCode(text.problems()));
        assertEquals(Location.whole("a.conf"), text.end());
    }

    @Test
    void lineOfTheLongestLengthIsRead() {
        String longest = "é".repeat(ConfReader.LONGEST_LINE / 2) + "x";
        assertEquals(List.of(longest), words(read(new MemoryFiles().with("a.conf", longest + "\r\n"))));
        ConfText text = read(new MemoryFiles().with("a.conf", longest + "x\nafter"));
        assertEquals(List.of("after"), words(text), "octets count");
        assertEquals(1, text.problems().size());
    }

    @Test
    void includesThatMultiplyEnd() {
        MemoryFiles files = new MemoryFiles();
        for (int i = 0; i < 40; i++) {
            String next = "include " + (i == 39 ? "end" : "f" + (i + 1)) + "\n";
            files.with(i == 0 ? "a.conf" : "f" + i, next + next);
        }
        ConfText text = read(files.with("end", "x"));
        assertTrue(text.pieces().size() < Budget.LINES, text.pieces().size() + " pieces");
        assertTrue(
                text.problems().getFirst().message().contains("grows beyond"),
                text.problems().getFirst().message());
    }

    @Test
    void charactersAreLimitedToo() {
        String wide = "~SEQ(i, 1, 100000) " + "x".repeat(900);
        ConfText text = read(new MemoryFiles().with("a.conf", wide));
        assertTrue(
                text.pieces().size() <= Budget.CHARACTERS / 900, text.pieces().size() + " pieces");
        assertEquals(1, text.problems().size());
    }

    @Test
    void problemsAreLimited() {
        ConfText text = read(new MemoryFiles().with("a.conf", "~SEQ(i, 1, 5000) \"open\nafter"));
        assertEquals(Budget.PROBLEMS + 1, text.problems().size());
        assertEquals(List.of("after"), words(text));
        assertEquals(
                "there are more problems from here on, which are not shown",
                text.problems().getLast().message());
    }

    @Test
    void randomNumbersFollowFromTheSeed() {
        MemoryFiles files = new MemoryFiles().with("a.conf", "~SEQ(i, 1, 2000) ${_RANDOM 1 6}");
        List<String> first =
                words(ConfReader.read("a.conf", files, new Surroundings("n", "/", Map.of(), 1, IncludeChecks.NONE)));
        List<String> again =
                words(ConfReader.read("a.conf", files, new Surroundings("n", "/", Map.of(), 1, IncludeChecks.NONE)));
        List<String> other =
                words(ConfReader.read("a.conf", files, new Surroundings("n", "/", Map.of(), 2, IncludeChecks.NONE)));
        assertEquals(first, again);
        assertTrue(!first.equals(other), "another seed gives other numbers");
        assertEquals(
                List.of("1", "2", "3", "4", "5", "6"),
                first.stream().distinct().sorted().toList());
    }

    @Test
    void expansionKeepsThePlaceOfItsUse() {
        ConfText text = read(new MemoryFiles().with("a.conf", "$IP=10.0.0.1 dev eth0\n  ${IP} label x"));
        Piece.Words line = (Piece.Words) text.pieces().getFirst();
        assertEquals(
                List.of("a.conf:2:3+5", "a.conf:2:3+5", "a.conf:2:3+5", "a.conf:2:9+5", "a.conf:2:15+1"),
                line.words().stream()
                        .map(word -> word.location() + "+" + word.location().length())
                        .toList());
        assertEquals("a.conf:2:3", line.location().toString());
        assertEquals(13, line.location().length());
    }
}
