package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts one line into words and braces. */
final class Lexer {
    private Lexer() {}

    /**
     * A line as typed, without comment and outer space. A comment starts at {@code #} or {@code !} outside double quotes;
     * {@code \#} and {@code \!} there are the plain characters.
     */
    static LineText withoutComment(LineText line) {
        LineText rest = line;
        boolean quoted = false;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.at(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && isComment(c)) {
                return rest.part(0, i).stripped();
            } else if (!quoted && c == '\\' && i + 1 < rest.length() && isComment(rest.at(i + 1))) {
                rest = rest.replaced(i, i + 2, rest.text().substring(i + 1, i + 2));
            } else if (c == '\\') {
                i++;
            }
        }
        return rest.stripped();
    }

    private static boolean isComment(char c) {
        return c == '#' || c == '!';
    }

    /** Gives the pieces of a line in order; of a part with a quotation mark that never closes, only the problem. */
    static void pieces(LineText line, Consumer<Piece> pieces, Consumer<Problem> problems) {
        int start = 0;
        boolean quoted = false;
        int opened = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.at(i);
            int use = c == '$' ? Use.closeOfBraced(line.text(), i) : -1;
            if (use > 0) {
                i = use;
            } else if (c == '"') {
                quoted = !quoted;
                opened = i;
            } else if (!quoted && (c == '{' || c == '}')) {
                words(line.part(start, i), pieces);
                Location brace = line.location(i, i + 1);
                pieces.accept(c == '{' ? new Piece.Open(brace) : new Piece.Close(brace));
                start = i + 1;
            }
        }
        if (quoted) {
            problems.accept(Problem.error(
                            Kind.UNMATCHED_QUOTE,
                            line.location(opened, line.length()),
                            "the quotation mark is not closed on this line, which is ignored")
                    .expecting("a second \" before the end of the line"));
        } else {
            words(line.after(start), pieces);
        }
    }

    private static void words(LineText part, Consumer<Piece> pieces) {
        LineText text = part.stripped();
        List<Word> words = new ArrayList<>();
        for (int i = Space.skip(text.text(), 0); i < text.length(); i = Space.skip(text.text(), i)) {
            boolean quoted = text.at(i) == '"';
            int start = quoted ? i + 1 : i;
            int end = quoted ? text.text().indexOf('"', start) : endOfBare(text.text(), start);
            int next = quoted ? end + 1 : end;
            String word = text.text().substring(start, end);
            words.add(new Word(word, text.location(i, next), quoted, Secrets.hides(words, word)));
            i = next;
        }
        if (!words.isEmpty()) {
            pieces.accept(new Piece.Words(words, text));
        }
    }

    private static int endOfBare(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '"' && !Space.is(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
