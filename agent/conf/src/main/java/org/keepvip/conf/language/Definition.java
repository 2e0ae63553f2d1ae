package org.keepvip.conf.language;

import java.util.List;

/**
 * What a name stands for. It is expanded where it is used, so that it may use names that are defined later.
 *
 * @param lines none stands for nothing; one of several lines can only be used at the end of a line
 */
record Definition(List<LineText> lines) {
    Definition {
        lines = List.copyOf(lines);
    }

    String firstLine() {
        return lines.isEmpty() ? "" : lines.getFirst().text();
    }

    List<LineText> moreLines() {
        return lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }
}
