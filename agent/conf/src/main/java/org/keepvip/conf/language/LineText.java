package org.keepvip.conf.language;

import org.jspecify.annotations.Nullable;

/** Text of one line in which every character knows the place it was typed at, through cuts, removed escapes and expansions. */
public final class LineText {
    private final SourceLine line;
    private final String text;
    /** Where each character was typed; null as long as the text is a plain part of the line, which starts at {@code offset}. */
    private final @Nullable Columns columns;

    private final int offset;

    /**
     * The columns that each character stands for, the first and the one after the last: a definition's text stands for the whole
     * use of the definition.
     */
    private static final class Columns {
        private final int[] from;
        private final int[] to;

        Columns(int length) {
            from = new int[length];
            to = new int[length];
        }
    }

    private LineText(SourceLine line, String text, @Nullable Columns columns, int offset) {
        this.line = line;
        this.text = text;
        this.columns = columns;
        this.offset = offset;
    }

    /** A physical line, as typed. */
    static LineText of(SourceLine line) {
        return new LineText(line, line.text(), null, 0);
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

    /** Whether there are none. */
    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The character at an offset from 0. */
    char at(int index) {
        return text.charAt(index);
    }

    private int from(int index) {
        return columns == null ? offset + index + 1 : columns.from[index];
    }

    private int to(int index) {
        return columns == null ? offset + index + 2 : columns.to[index];
    }

    /** The place of the characters from {@code start} to before {@code end}; a point when there are none. */
    public Location location(int start, int end) {
        if (start < end && end <= text.length()) {
            return line.at(from(start), Math.max(to(end - 1) - from(start), 1));
        }
        if (text.isEmpty()) {
            return line.at(offset + 1, 0);
        }
        return line.at(start < text.length() ? from(start) : to(text.length() - 1), 0);
    }

    /** The place of the whole text. */
    public Location location() {
        return location(0, text.length());
    }

    /** A part of the text. */
    LineText part(int start, int end) {
        String part = text.substring(start, end);
        if (columns == null) {
            return new LineText(line, part, null, offset + start);
        }
        int length = end - start;
        Columns cut = new Columns(length);
        System.arraycopy(columns.from, start, cut.from, 0, length);
        System.arraycopy(columns.to, start, cut.to, 0, length);
        return new LineText(line, part, cut, offset);
    }

    /** The text from an offset to its end. */
    LineText after(int start) {
        return part(start, text.length());
    }

    /** The text without space at either end. */
    LineText stripped() {
        int start = Space.skip(text, 0);
        int end = text.length();
        while (end > start && Space.is(text.charAt(end - 1))) {
            end--;
        }
        return start == 0 && end == text.length() ? this : part(start, end);
    }

    /** The text with the characters from {@code start} to before {@code end} replaced; the new ones stand for the old. */
    LineText replaced(int start, int end, String by) {
        int length = text.length() - (end - start) + by.length();
        Columns changed = new Columns(length);
        for (int i = 0; i < length; i++) {
            boolean isNew = i >= start && i < start + by.length();
            int old = i < start ? i : i - by.length() + (end - start);
            changed.from[i] = isNew ? from(start) : from(old);
            changed.to[i] = isNew ? to(end - 1) : to(old);
        }
        return new LineText(line, text.substring(0, start) + by + text.substring(end), changed, offset);
    }

    /** The same text, brought here by one more step. */
    LineText via(Via step) {
        return new LineText(new SourceLine(line.file(), line.number(), line.text(), step), text, columns, offset);
    }

    @Override
    public String toString() {
        return text;
    }
}
