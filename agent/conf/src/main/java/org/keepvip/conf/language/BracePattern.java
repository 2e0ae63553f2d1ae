package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.List;

/** Shell patterns with alternatives: <code>{a,b}</code> stands for a and for b. */
final class BracePattern {
    /** Alternatives that are looked at; a pattern for more is not meant for files. */
    private static final int MOST = 1000;

    private BracePattern() {}

    /** Whether a pattern has wildcards, so that matching nothing may be what is wanted. */
    static boolean isWild(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0;
    }

    /** The patterns without braces that a pattern stands for, in order. */
    static List<String> alternatives(String pattern) {
        List<String> finished = new ArrayList<>();
        List<String> todo = new ArrayList<>(List.of(pattern));
        while (!todo.isEmpty() && finished.size() + todo.size() <= MOST) {
            String next = todo.removeLast();
            int open = next.indexOf('{');
            int close = open < 0 ? -1 : close(next, open);
            if (close < 0) {
                finished.add(next);
            } else {
                List<String> parts = parts(next.substring(open + 1, close));
                for (String part : parts.reversed()) {
                    todo.add(next.substring(0, open) + part + next.substring(close + 1));
                }
            }
        }
        return todo.isEmpty() ? finished : List.of(pattern);
    }

    private static int close(String pattern, int open) {
        int depth = 0;
        for (int i = open; i < pattern.length(); i++) {
            depth += pattern.charAt(i) == '{' ? 1 : pattern.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
