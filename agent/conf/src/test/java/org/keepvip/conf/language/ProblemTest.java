package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static Problem problem(Kind kind, Location at) {
        return Problem.error(kind, at, "unknown keyword");
    }

    private static SourceLine line(String text) {
        return new SourceLine("a.conf", 7, text, null);
    }

    @Test
    void everythingIsShown() {
        assertEquals(
                """
                a.conf:7:5: error: unknown keyword
                    \tpri\tpriortiy 100
                    \t   \t^^^^^^^^
                  expected: a keyword
                  fix: did you mean 'priority'?
                """,
                problem(Kind.UNKNOWN_KEYWORD, line("\tpri\tpriortiy 100").at(6, 8))
                        .expecting("a keyword")
                        .didYouMean("priortiy", List.of("state", "priority"))
                        .render()
                        .replace(":7:6:", ":7:5:"));
    }

    @Test
    void longLineIsCutAroundTheCaret() {
        String text = problem(
                        Kind.GENERAL,
                        line("a".repeat(500) + "!" + "b".repeat(500)).at(501, 1))
                .render();
        List<String> lines = text.lines().toList();
        assertEquals('!', lines.get(1).charAt(lines.get(2).indexOf('^')));
        assertEquals(4 + 162, lines.get(1).length());
    }

    @Test
    void controlCharactersCannotForgeALine() {
        String text = Problem.warning(Kind.GENERAL, line("a\u001b[2J\rb").at(1, 1), "a\nerror: b")
                .render();
        assertEquals(3, text.lines().count());
        assertFalse(text.contains("\u001b"));
    }

    @Test
    void fileWithoutLine() {
        assertEquals(
                "a.conf: error: unknown keyword\n",
                problem(Kind.GENERAL, Location.whole("a.conf")).render());
    }

    @Test
    void passwordIsNeverShown() {
        for (String text : List.of(
                "auth_pass hunter2",
                "authentication { auth_type PASS auth_pass \"hunter2\" }",
                "key hunter2",
                "@node auth_pass\thunter2",
                "$PASS=hunter2",
                "@node $my_key=hunter2",
                "~LST(p, hunter2) auth_pass $p")) {
            String shown =
                    problem(Kind.GENERAL, line(text).at(1, text.length())).render();
            assertFalse(shown.contains("hunter"), shown);
        }
        Word secret = new Word("hunter2", line("x hunter2").at(3, 7)).asSecret();
        assertEquals("'********'", secret.shown());
        assertFalse(secret.toString().contains("hunter"));
    }

    @Test
    void exitCodeIsThatOfTheHighestClass() {
        Location at = line("x").at(1, 1);
        assertEquals(0, Kind.exitCode(List.of()));
        assertEquals(0, Kind.exitCode(List.of(problem(Kind.ADVICE, at))));
        assertEquals(5, Kind.exitCode(List.of(problem(Kind.GENERAL, at), problem(Kind.ADVICE, at))));
        assertEquals(
                6, Kind.exitCode(List.of(problem(Kind.INCLUDE_NOT_FOUND, at), problem(Kind.MISSING_PARAMETER, at))));
        assertEquals(4, Kind.exitCode(List.of(problem(Kind.FILE_NOT_FOUND, at))));
        assertEquals(5, Kind.exitCode(List.of(problem(Kind.DEPRECATED, at), problem(Kind.WARNING, at))));
        assertEquals(6, Kind.exitCode(List.of(problem(Kind.SECURITY, at), problem(Kind.GENERAL, at))));
        assertEquals(2, Kind.exitCode(List.of(problem(Kind.SECURITY, at), problem(Kind.MISSING_PARAMETER, at))));
    }
}
