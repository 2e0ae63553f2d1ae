package org.keepvip.conf.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Piece;

/**
 * Nests a flat stream of words and braces. Every brace pair is a block, whether its keyword is known or not: an unknown
 * block can then be skipped whole and takes nothing of its surroundings with it.
 */
public final class Statements {
    private final List<Piece> pieces;
    private final Predicate<String> opensBlock;
    private final Problems problems;
    private int next;

    private Statements(List<Piece> pieces, Predicate<String> opensBlock, Problems problems) {
        this.pieces = pieces;
        this.opensBlock = opensBlock;
        this.problems = problems;
    }

    /**
     * The statements of a file.
     *
     * @param opensBlock whether a keyword has a block, so that a forgotten brace behind it is noticed
     */
    public static List<Statement> nest(List<Piece> pieces, Predicate<String> opensBlock, Problems problems) {
        Statements parser = new Statements(pieces, opensBlock, problems);
        List<Statement> all = new ArrayList<>();
        while (parser.next < pieces.size()) {
            all.addAll(parser.body());
            if (parser.next < pieces.size()) {
                problems.error(
                        Kind.UNEXPECTED_CLOSE,
                        pieces.get(parser.next).location(),
                        "this } closes nothing",
                        "remove it, or write the { it belongs to");
                parser.next++;
            }
        }
        return all;
    }

    /** Statements up to a closing brace or the end. */
    private List<Statement> body() {
        List<Statement> statements = new ArrayList<>();
        while (next < pieces.size()) {
            switch (pieces.get(next)) {
                case Piece.Words words -> {
                    next++;
                    statements.add(new Statement(words, block(words)));
                }
                case Piece.Open open -> {
                    next++;
                    problems.error(
                            Kind.UNEXPECTED_OPEN,
                            open.location(),
                            "no keyword stands before this {; it is read as if { and its } were not there",
                            "remove both, or write the keyword");
                    statements.addAll(body());
                    close(open.location(), "this {");
                }
                case Piece.Close _ -> {
                    return statements;
                }
            }
        }
        return statements;
    }

    private Optional<List<Statement>> block(Piece.Words words) {
        if (next < pieces.size() && pieces.get(next) instanceof Piece.Open) {
            next++;
        } else if (opensBlock.test(words.keyword().text())) {
            problems.error(
                    Kind.MISSING_OPEN,
                    words.location(),
                    words.keyword().text() + " is a block and has no {; it is read as if it had",
                    "write { at the end of the line");
        } else {
            return Optional.empty();
        }
        List<Statement> inner = body();
        close(words.location(), words.keyword().text() + "'s {");
        return Optional.of(inner);
    }

    private void close(Location opened, String what) {
        if (next < pieces.size()) {
            next++;
        } else {
            problems.error(
                    Kind.MISSING_CLOSE, opened, what + " is not closed at the end of the text", "write the missing }");
        }
    }
}
