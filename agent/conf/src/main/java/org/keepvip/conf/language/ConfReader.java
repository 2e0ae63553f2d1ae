package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.List;

/** Reads a configuration and everything it includes. */
public final class ConfReader {
    /** A longer line is not read, as in keepalived; in octets, the line's end not counted. */
    static final int LONGEST_LINE = 1023;

    private final SourceFiles files;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private Location end;

    private ConfReader(String pattern, SourceFiles files) {
        this.files = files;
        this.end = Location.whole(pattern);
    }

    /** Reads every file that a pattern, or the name of one file, matches. */
    public static ConfText read(String pattern, SourceFiles files, Surroundings around) {
        ConfReader reader = new ConfReader(pattern, files);
        for (String name : files.glob(pattern)) {
            reader.file(name);
        }
        return new ConfText(reader.pieces, reader.end, reader.names, reader.problems);
    }

    private void file(String name) {
        switch (files.read(name)) {
            case SourceFiles.Content.Text(String text) -> {
                names.add(name);
                String[] lines = text.split("\n", -1);
                for (int i = 0; i < lines.length; i++) {
                    SourceLine line = new SourceLine(name, i + 1, lines[i], null);
                    end = line.at(lines[i].length() + 1, 0);
                    Lexer.pieces(Lexer.withoutComment(LineText.of(line)), pieces::add, problems::add);
                }
            }
            case SourceFiles.Content.Skipped(String reason) ->
                problems.add(Problem.error(Kind.ADVICE, Location.whole(name), name + " is not read: " + reason));
        }
    }
}
