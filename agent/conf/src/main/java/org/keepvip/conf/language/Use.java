package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A place in a line that looks like the use of a definition.
 *
 * @param start offset of {@code $}
 * @param end offset behind the use
 * @param name what is used
 * @param argument what follows the name between the braces, only predefined names take one
 * @param form how it is written
 */
record Use(int start, int end, String name, String argument, Form form) {
    /** The ways to write a use. */
    enum Form {
        /** {@code ${NAME}}, anywhere. */
        BRACED,
        /** {@code $NAME} before the end of the line, a space, or one of {@code / , )}. */
        BARE,
        /** {@code $NAME} before anything else, which is plain text. */
        GLUED
    }

    /** Every place in a line that looks like a use, from left to right. */
    static List<Use> all(String text) {
        List<Use> uses = new ArrayList<>();
        for (int i = text.indexOf('$'); i >= 0; i = text.indexOf('$', i + 1)) {
            if (text.startsWith("{", i + 1)) {
                addBraced(uses, text, i);
                continue;
            }
            int end = Names.end(text, i + 1);
            if (end > i + 1) {
                uses.add(new Use(i, end, text.substring(i + 1, end), "", endsUse(text, end) ? Form.BARE : Form.GLUED));
            }
        }
        return uses;
    }

    private static void addBraced(List<Use> uses, String text, int start) {
        int close = closeOfBraced(text, start);
        if (close > 0) {
            int name = Names.end(text, start + 2);
            uses.add(new Use(
                    start,
                    close + 1,
                    text.substring(start + 2, name),
                    text.substring(name, close).strip(),
                    Form.BRACED));
        }
    }

    /** The offset of the brace that closes the use of a definition at {@code start}; -1 when there is no such use. */
    static int closeOfBraced(String text, int start) {
        if (!text.startsWith("${", start)) {
            return -1;
        }
        int name = Names.end(text, start + 2);
        int close = text.indexOf('}', name);
        boolean isUse = name > start + 2
                && close > 0
                && (close == name || Space.is(text.charAt(name)))
                && text.substring(name, close).chars().noneMatch(c -> c == '{' || c == '"');
        return isUse ? close : -1;
    }

    private static boolean endsUse(String text, int end) {
        return end == text.length()
                || Space.is(text.charAt(end))
                || Set.of('/', ',', ')').contains(text.charAt(end));
    }
}
