package org.keepvip.conf.language;

/** Text of one line in which every character knows the place it was typed at, through cuts, removed escapes and expansions. */
public final class LineText {
    private final SourceLine line;
    private final String text;
    /** For each character the columns of what it stands for: a definition's text stands for the whole use of the definition. */
    private final int[] from;

    private final int[] to;

    private LineText(SourceLine line, String text, int[] from, int[] to) {
        this.line = line;
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** A physical line, as typed. */
    static LineText of(SourceLine line) {
        int length = line.text().length();
        int[] from = new int[length];
        int[] to = new int[length];
        for (int i = 0; i < length; i++) {
            from[i] = i + 1;
            to[i] = i + 2;
        }
        return new LineText(line, line.text(), from, to);
    }

    /** The physical line it came from. */
    public SourceLine line() {
        return line;
    }

    /** The characters. */
    public String text() {
        return text;
    }

    /** Their number. */
    public int length() {
        return text.length();
    }

    /** The character at an offset from 0. */
    public char at(int offset) {
        return text.charAt(offset);
    }

    /** The place of the characters from {@code start} to before {@code end}; the end of the line for an empty run there. */
    public Location location(int start, int end) {
        if (start >= end || start >= text.length()) {
            int column = text.isEmpty() ? 0 : start < text.length() ? from[start] : to[text.length() - 1];
            return line.at(column, 0);
        }
        return line.at(from[start], Math.max(to[end - 1] - from[start], 0));
    }

    /** The place of the whole text. */
    public Location location() {
        return location(0, text.length());
    }

    /** A part of the text. */
    LineText part(int start, int end) {
        int length = end - start;
        int[] newFrom = new int[length];
        int[] newTo = new int[length];
        System.arraycopy(from, start, newFrom, 0, length);
        System.arraycopy(to, start, newTo, 0, length);
        return new LineText(line, text.substring(start, end), newFrom, newTo);
    }

    /** The text from an offset to its end. */
    LineText after(int start) {
        return part(start, text.length());
    }

    /** The text without space at either end. */
    LineText stripped() {
        int start = 0;
        int end = text.length();
        while (start < end && Space.is(text.charAt(start))) {
            start++;
        }
        while (end > start && Space.is(text.charAt(end - 1))) {
            end--;
        }
        return start == 0 && end == text.length() ? this : part(start, end);
    }

    /** The text with the characters from {@code start} to before {@code end} replaced; the new ones stand for the old. */
    LineText replaced(int start, int end, String by) {
        int length = text.length() - (end - start) + by.length();
        int[] newFrom = new int[length];
        int[] newTo = new int[length];
        System.arraycopy(from, 0, newFrom, 0, start);
        System.arraycopy(to, 0, newTo, 0, start);
        for (int i = start; i < start + by.length(); i++) {
            newFrom[i] = from[start];
            newTo[i] = to[end - 1];
        }
        System.arraycopy(from, end, newFrom, start + by.length(), text.length() - end);
        System.arraycopy(to, end, newTo, start + by.length(), text.length() - end);
        return new LineText(line, text.substring(0, start) + by + text.substring(end), newFrom, newTo);
    }

    @Override
    public String toString() {
        return text;
    }
}
