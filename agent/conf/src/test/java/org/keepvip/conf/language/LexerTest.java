package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {
    private static ConfText read(String text) {
        return ConfReader.read("a.conf", new MemoryFiles().with("a.conf", text), Surroundings.of("host"));
    }

    @Test
    void quotedRunIsAWordOfItsOwn() {
        Piece.Words line = (Piece.Words) read("  abc\"d e\"f # no").pieces().getFirst();
        assertEquals(
                List.of("abc", "d e", "f"),
                line.words().stream().map(Word::text).toList());
        assertEquals("a.conf:1:6", line.words().get(1).location().toString());
        assertEquals("abc\"d e\"f", line.raw());
    }

    @Test
    void bracesCutALine() {
        List<Piece> pieces = read("virtual_ipaddress { 10.0.0.1 }").pieces();
        assertEquals(4, pieces.size());
        assertEquals("a.conf:1:19", pieces.get(1).location().toString());
    }

    @Test
    void passwordIsMasked() {
        ConfText text = read("auth_pass \"hunter2");
        assertEquals("""
                a.conf:1:11: error: the quotation mark is not closed on this line, which is ignored
                    auth_pass ********
                              ^^^^^^^^
                  expected: a second " before the end of the line
                """, text.problems().getFirst().render());
    }
}
