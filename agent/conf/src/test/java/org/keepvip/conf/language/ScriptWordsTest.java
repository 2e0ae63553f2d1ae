package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Command lines; those that start with /x were given to keepalived 2.2.7, whose child printed its arguments. */
class ScriptWordsTest {
    private final List<Problem> problems = new ArrayList<>();

    private List<Word> split(String line) {
        ConfText text = ConfReader.read("a.conf", new MemoryFiles().with("a.conf", line), Surroundings.of("host"));
        problems.addAll(text.problems());
        return ScriptWords.split((Piece.Words) text.pieces().getFirst(), problems::add);
    }

    private List<String> command(String line) {
        return ScriptWords.command(split(line).get(1).text());
    }

    @Test
    void quotesOfBothKindsAndEscapesOnTwoLevels() {
        assertEquals(
                List.of("/x", "1", "a b", "c", "d", "e f", "g\tz", "h", "z", "AA\u0001!"),
                command("script \"/x 1 \\\"a b\\\" c\\ d 'e f' 'g\\tz' h\\tz \\x41\\101\\cA!\""));
        assertEquals(List.of("/x", "2", "a b", "c"), command("script '/x 2 \"a b\" c'"));
        assertEquals(
                List.of("/x", "6", "its", "abc", "q", "\\", "x", "qz", "it's", "\"k\""),
                command("script \"/x 6 'it''s' a\\\"b\\\"c  \\q \\\\\\\\ x 'q\\\\z' \\\"it's\\\" \\\\\\\"k\\\\\\\"\""));
    }

    @Test
    void argumentsOutsideTheQuotesAreNotTheCommands() {
        assertEquals(List.of("/x"), command("script \"/x\" 3 b"));
        assertEquals(List.of("/x", "4", "x"), command("script /x\" 4 x\""));
        assertEquals(
                List.of("notify", "/x/y", "arg"),
                split("notify /x/y arg").stream().map(Word::text).toList());
    }

    @Test
    void quotesProtectBracesAndComments() {
        assertEquals(List.of("/x", "5", "{a}", "#b", "#", "c"), command("script \"/x 5 {a} \\#b # c\""));
    }

    @Test
    void everyEscape() {
        assertEquals(
                List.of("\u0007\b\u001b\u001b\f\n\r\t\u000b", "\u0001x", "zx", "xyz", "c"),
                ScriptWords.command("'\\a\\b\\e\\E\\f\\n\\r\\t\\v' '\\1x' \\zx \\xyz \\c"));
    }

    @Test
    void placesAreThoseOfTheLine() {
        List<Word> words = split("  notify \"/x 'a b'\" user");
        assertEquals("a.conf:1:10", words.get(1).location().toString());
        assertEquals(10, words.get(1).location().length());
        assertEquals("a.conf:1:21", words.get(2).location().toString());
    }

    @Test
    void quoteThatIsNotClosed() {
        assertEquals(List.of("/x", "it s"), command("script \"/x 'it s\""));
        assertFalse(ScriptWords.isClosed("/x 'it s"));
        assertTrue(ScriptWords.isClosed("/x 'it s' \\\""));
        assertEquals(
                List.of("script", "/x 'it s"),
                split("script /x\\ \\'it\\ s").stream().map(Word::text).toList());
        assertEquals(List.of(), problems);
        split("script '/x it s");
        assertEquals("""
                a.conf:1:8: error: the command has a quotation mark that is not closed
                    script '/x it s
                           ^^^^^^^^
                  expected: ' and " in pairs, a plain one written \\' or \\"
                """, problems.getFirst().render());
    }
}
