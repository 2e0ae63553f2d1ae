package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The words of a line that names a command ({@code notify…}, {@code script}, {@code …_script}). They are cut as a shell would: both kinds
 * of quotation marks count, and what they enclose joins its neighbours. No shell runs them: {@code $} and {@code *} are plain.
 *
 * <p>It takes two passes. The first cuts the line; the word behind the keyword is the command with its arguments, so that these have
 * to be quoted as a whole. The second cuts that word. Each removes one level of quotation marks and of escapes: {@code \a \b \e \E \f
 * \n \r \t \v}, one to three octal digits, {@code \xHH}, {@code \cX}; a backslash before anything else is left out. So keepalived 2.2.7
 * was measured.
 */
public final class ScriptWords {
    private static final String ESCAPES = "abeEfnrtv";
    private static final String ESCAPED = "\007\b\033\033\f\n\r\t\013";

    private final String text;
    private final StringBuilder word = new StringBuilder();
    private int next;

    private ScriptWords(String text) {
        this.text = text;
    }

    /** The first pass: the words of a line, the keyword included, each where it was written. */
    public static List<Word> split(Piece.Words line, Consumer<Problem> problems) {
        List<Word> words = new ArrayList<>();
        ScriptWords reader = new ScriptWords(line.raw());
        while (reader.skipSpace()) {
            int start = reader.next;
            boolean closed = reader.readWord();
            Location at = line.text().location(start, reader.next);
            if (!closed) {
                problems.accept(unclosed(at));
            }
            char first = line.raw().charAt(start);
            words.add(new Word(reader.word.toString(), at, first == '"' || first == '\'', false));
        }
        return words;
    }

    /** The second pass: the command and its arguments, as they are given to the program. */
    public static List<String> command(String text) {
        List<String> words = new ArrayList<>();
        ScriptWords reader = new ScriptWords(text);
        while (reader.skipSpace()) {
            reader.readWord();
            words.add(reader.word.toString());
        }
        return List.copyOf(words);
    }

    /** Whether each quotation mark of a command has its second, so that {@link #command} gives what is meant. */
    public static boolean isClosed(String text) {
        ScriptWords reader = new ScriptWords(text);
        boolean closed = true;
        while (closed && reader.skipSpace()) {
            closed = reader.readWord();
        }
        return closed;
    }

    private static Problem unclosed(Location at) {
        return Problem.error(Kind.UNMATCHED_QUOTE, at, "the command has a quotation mark that is not closed")
                .expecting("' and \" in pairs, a plain one written \\' or \\\"");
    }

    private boolean skipSpace() {
        next = Space.skip(text, next);
        return next < text.length();
    }

    /** Reads up to the next space outside quotation marks; false when one of them is not closed. */
    private boolean readWord() {
        word.setLength(0);
        char quote = 0;
        while (next < text.length()) {
            char c = text.charAt(next);
            if (quote == 0 && Space.is(c)) {
                return true;
            }
            next++;
            if (c == '\\' && next < text.length()) {
                escape();
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                word.append(c);
            }
        }
        return quote == 0;
    }

    /** Reads what a backslash changes; {@code next} is behind it. */
    private void escape() {
        char c = text.charAt(next++);
        if (ESCAPES.indexOf(c) >= 0) {
            word.append(ESCAPED.charAt(ESCAPES.indexOf(c)));
        } else if (c >= '0' && c <= '7') {
            next--;
            word.append((char) (number(8, 3) & 0xff));
        } else if (c == 'x' && next < text.length() && Character.digit(text.charAt(next), 16) >= 0) {
            word.append((char) number(16, 2));
        } else if (c == 'c' && next < text.length()) {
            word.append((char) (text.charAt(next++) & 0x1f));
        } else {
            word.append(c);
        }
    }

    private int number(int radix, int digits) {
        int value = 0;
        for (int i = 0; i < digits && next < text.length(); i++) {
            int digit = Character.digit(text.charAt(next), radix);
            if (digit < 0) {
                break;
            }
            value = value * radix + digit;
            next++;
        }
        return value;
    }
}
