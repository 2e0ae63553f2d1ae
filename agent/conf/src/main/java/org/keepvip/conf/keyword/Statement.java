package org.keepvip.conf.keyword;

import java.util.List;
import java.util.Optional;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Piece;
import org.keepvip.conf.language.Word;

/**
 * A keyword with its arguments and the block behind it.
 *
 * @param line the words as written
 * @param block the statements between its braces; empty when it has none
 */
public record Statement(Piece.Words line, Optional<List<Statement>> block) {
    /** The first word. */
    public Word keyword() {
        return line.keyword();
    }

    /** The words after the first. */
    public List<Word> arguments() {
        return line.arguments();
    }

    /** Where to point for its value: the first argument, else the keyword. */
    public Location value() {
        return (arguments().isEmpty() ? keyword() : arguments().getFirst()).location();
    }

    /** The statements of its block; none when it has no block. */
    public List<Statement> body() {
        return block.orElse(List.of());
    }
}
