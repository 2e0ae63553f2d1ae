package org.keepvip.conf.language;

/** What separates words: the white space of C's "C" locale. */
final class Space {
    private Space() {}

    static boolean is(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** The offset of the first character at or after {@code start} that is no space. */
    static int skip(String text, int start) {
        int i = start;
        while (i < text.length() && is(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The offset of the first space at or after {@code start}. */
    static int find(String text, int start) {
        int i = start;
        while (i < text.length() && !is(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
