package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the pieces, and obeys the few keywords that change how the text behind them is read. */
final class Output {
    private final List<Piece> pieces = new ArrayList<>();
    private final Definitions definitions;
    private final Includes includes;
    private final Consumer<Problem> problems;
    private int blocks;

    Output(Definitions definitions, Includes includes, Consumer<Problem> problems) {
        this.definitions = definitions;
        this.includes = includes;
        this.problems = problems;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** A line in which everything is expanded. */
    void line(LineText line) {
        int first = pieces.size();
        Lexer.pieces(line, this::piece, problems);
        boolean isSecret = pieces.subList(first, pieces.size()).stream()
                .anyMatch(piece -> piece instanceof Piece.Words words
                        && words.words().getLast().secret());
        if (!isSecret && line.text().indexOf('$') >= 0) {
            Use.all(line.text()).forEach(use -> left(use, line));
        }
    }

    /** Says why a use is still there. */
    private void left(Use use, LineText line) {
        Location at = line.location(use.start(), use.end());
        switch (use.form()) {
            case BRACED ->
                problems.accept(Problem.error(
                                Kind.GENERAL,
                                at,
                                definitions.knows(use.name())
                                        ? "this is not how $" + use.name() + " is used"
                                        : use.name() + " is not defined before this line")
                        .expecting(definitions.usage(use.name())));
            case BARE -> {
                boolean isSpaced = use.start() == 0
                        && line.text().substring(use.end()).strip().startsWith("=");
                Problem problem = Problem.warning(
                        Kind.ADVICE,
                        at,
                        use.name() + " is not defined before this line; $" + use.name() + " stays as it is");
                problems.accept(
                        isSpaced ? problem.fix("a definition has no space before =: $" + use.name() + "=") : problem);
            }
            case GLUED -> {
                if (definitions.knows(use.name())) {
                    problems.accept(Problem.warning(
                                    Kind.ADVICE,
                                    at,
                                    "$" + use.name() + " is not replaced, because of the character behind it")
                            .fix("${" + use.name() + "}"));
                }
            }
        }
    }

    private void check(Word word) {
        if (!IncludeChecks.knows(word.text().replaceFirst("^[+-]", ""))) {
            problems.accept(Problem.error(Kind.GENERAL, word.location(), "include_check knows no check " + word.text())
                    .expecting("read, match, wildcard_match or brace_match, each perhaps behind + or -"));
        }
    }

    private void piece(Piece piece) {
        switch (piece) {
            case Piece.Open open -> blocks++;
            case Piece.Close close -> blocks = Math.max(0, blocks - 1);
            case Piece.Words words -> obey(words);
        }
        pieces.add(piece);
    }

    private void obey(Piece.Words words) {
        List<String> arguments = words.arguments().stream().map(Word::text).toList();
        switch (words.keyword().text()) {
            case "include_check" -> {
                if (blocks == 1) {
                    words.arguments().forEach(this::check);
                    includes.check(arguments);
                }
            }
            case "random_seed" -> {
                if (blocks == 1 && arguments.size() == 1 && arguments.getFirst().matches("[0-9]{1,18}")) {
                    definitions.seed(Long.parseLong(arguments.getFirst()));
                }
            }
            case "instance" -> {
                if (blocks == 0 && !arguments.isEmpty()) {
                    definitions.instance(arguments.getFirst());
                }
            }
            default -> {}
        }
    }
}
