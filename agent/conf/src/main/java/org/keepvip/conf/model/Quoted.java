package org.keepvip.conf.model;

import java.util.List;
import java.util.stream.Collectors;

/** Words as a configuration writes them. */
final class Quoted {
    private Quoted() {}

    /** A word, between quotation marks where it would not be one without. */
    static String word(String text) {
        boolean plain =
                !text.isEmpty() && text.chars().noneMatch(c -> Character.isWhitespace(c) || "{}#!\"".indexOf(c) >= 0);
        return plain ? text : '"' + text + '"';
    }

    /** A command and its arguments as one word that ScriptWords takes apart again. */
    static String command(List<String> argv) {
        String inner = argv.stream().map(Quoted::argument).collect(Collectors.joining(" "));
        boolean plain = inner.chars().noneMatch(c -> Character.isWhitespace(c) || "{}#!\"'\\".indexOf(c) >= 0);
        return plain && !inner.isEmpty()
                ? inner
                : '"' + inner.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String argument(String text) {
        boolean plain =
                !text.isEmpty() && text.chars().noneMatch(c -> Character.isWhitespace(c) || "\"'\\".indexOf(c) >= 0);
        return plain ? text : "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
