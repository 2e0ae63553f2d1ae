package org.keepvip.conf.language;

/** Names of definitions: a letter or an underscore, then letters, digits and underscores. */
final class Names {
    private Names() {}

    /** The offset behind the name that starts at {@code start}; {@code start} when none does. */
    static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.charAt(end), end == start)) {
            end++;
        }
        return end;
    }

    static boolean isName(String text) {
        return !text.isEmpty() && end(text, 0) == text.length();
    }

    private static boolean isPart(char c, boolean first) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (!first && c >= '0' && c <= '9');
    }
}
