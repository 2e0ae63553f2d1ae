package org.keepvip.conf.language;

/**
 * Where something was written.
 *
 * @param line the physical line
 * @param column from 1, in characters; 0 for the line as a whole
 * @param length characters, 0 for a point between two
 */
public record Location(SourceLine line, int column, int length) {
    /** The file as a whole, where a problem has no line. */
    public static Location whole(String file) {
        return SourceLine.whole(file).at(0, 0);
    }

    /** The name of the file. */
    public String file() {
        return line.file();
    }

    /** The shortest place that holds both; this one when they are on different lines. */
    public Location through(Location other) {
        if (other.line.number() != line.number() || !other.line.file().equals(line.file())) {
            return this;
        }
        int from = Math.min(column, other.column);
        int to = Math.max(column + length, other.column + other.length);
        return new Location(line, from, to - from);
    }

    /** {@code FILE:LINE:COLUMN}, as compilers write it. */
    @Override
    public String toString() {
        if (line.number() == 0) {
            return line.file();
        }
        return line.file() + ":" + line.number() + (column == 0 ? "" : ":" + column);
    }
}
