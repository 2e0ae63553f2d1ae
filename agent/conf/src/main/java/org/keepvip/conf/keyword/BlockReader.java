package org.keepvip.conf.keyword;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.ScriptWords;
import org.keepvip.conf.language.Word;

/** Fills drafts from statements, driven by the vocabulary alone: it knows no keyword. */
public final class BlockReader {
    private final Vocabulary<?> root;
    private final Problems problems;
    private int position;

    /**
     * A reader that reports to {@code problems}.
     *
     * @param root where a misplaced keyword is looked for
     */
    public BlockReader(Vocabulary<?> root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The draft of a block called {@code name} that stands at {@code place}. */
    public <R extends Record> Draft<R> read(
            Vocabulary<R> vocabulary, String name, Location place, List<Statement> body) {
        Draft<R> draft = new Draft<>(vocabulary, position, name, place);
        for (Statement statement : body) {
            position++;
            statement(draft, vocabulary, statement);
        }
        return draft;
    }

    private void statement(Draft<?> draft, Vocabulary<?> vocabulary, Statement statement) {
        String spelling = statement.keyword().text();
        Optional<Slot.Word> word = vocabulary.word(spelling);
        Optional<NotServed> group = vocabulary.notServed(spelling);
        if (word.isPresent()) {
            keyword(draft, word.get(), statement);
        } else if (group.isPresent()) {
            draft.note(new Draft.Unserved(
                    position, statement, group.get().topic(), group.get().effect()));
        } else {
            unknown(vocabulary, statement);
        }
    }

    private void unknown(Vocabulary<?> vocabulary, Statement statement) {
        Word word = statement.keyword();
        String message = statement.block().isPresent()
                ? "unknown block " + word.shown()
                        + " is skipped up to its }; keepalived reads its lines as if they stood"
                        + " outside it and loses what follows"
                : "unknown keyword " + word.shown() + "; the line is ignored";
        List<String> homes = root.homes(word.text());
        Problem problem = Problem.error(Kind.UNKNOWN_KEYWORD, word.location(), message);
        problems.add(
                homes.isEmpty()
                        ? problem.didYouMean(word.text(), vocabulary.spellings())
                        : problem.fix("move it to " + String.join(" or ", homes) + ", where it belongs"));
    }

    private void keyword(Draft<?> draft, Slot.Word word, Statement statement) {
        note(draft, word, statement);
        Keyword keyword = word.keyword();
        Word spelt = statement.keyword();
        switch (word.content()) {
            case Slot.Content.Argument argument -> argument(draft, word, argument.form(), statement);
            case Slot.Content.Repeated(ValueForm form) -> argument(draft, word, form, statement);
            case Slot.Content.Words(ValueForm form) -> words(draft, word, form, statement);
            case Slot.Content.Block block -> {
                draft.write(word, statement);
                draft.block(word, read(block.vocabulary(), "", spelt.location(), statement.body()));
            }
            case Slot.Content.Blocks blocks -> {
                draft.write(word, statement);
                name(statement, keyword, blocks.vocabulary())
                        .ifPresent(name -> draft.block(
                                word,
                                read(blocks.vocabulary(), name, statement.line().location(), statement.body())));
            }
            case Slot.Content.Lines lines -> {
                draft.write(word, statement);
                for (Statement line : statement.body()) {
                    line(draft, keyword, lines.vocabulary(), line).ifPresent(read -> draft.line(word, read));
                }
            }
        }
    }

    private <L extends Record> Optional<Line<L>> line(
            Draft<?> draft, Keyword list, Vocabulary<L> vocabulary, Statement line) {
        Collection<String> outside = draft.vocabulary().spellings();
        return vocabulary.freeLine().isPresent()
                ? new FreeLineReader<>(vocabulary, list, outside, problems).read(line)
                : new LineReader<>(vocabulary, list, outside, problems).read(line);
    }

    /** Says what is old or not served about it. */
    private void note(Draft<?> draft, Slot.Word word, Statement statement) {
        Keyword keyword = word.keyword();
        Word spelt = statement.keyword();
        if (List.of(keyword.formerly()).contains(spelt.text())) {
            problems.warn(
                    Kind.DEPRECATED,
                    spelt.location(),
                    spelt.text() + " is an old spelling",
                    "write " + keyword.value());
        }
        if (!keyword.instead().isEmpty()) {
            problems.warn(Kind.DEPRECATED, spelt.location(), spelt.text() + " is deprecated", keyword.instead());
        }
        word.notServed()
                .ifPresent(why -> draft.note(new Draft.Unserved(position, statement, why.topic(), why.effect())));
        if (!keyword.unserved().isEmpty()) {
            draft.note(new Draft.Unserved(position, statement, keyword.unserved(), NotServed.Effect.WARNS));
        }
    }

    /** Reads all words of a block. */
    private void words(Draft<?> draft, Slot.Word word, ValueForm form, Statement statement) {
        draft.write(word, statement);
        extra(statement, statement.line().words(), 1);
        for (Statement line : statement.body()) {
            for (Word element : line.line().words()) {
                switch (form.read(List.of(element.text()), word.keyword())) {
                    case Outcome.Taken taken -> draft.add(word, List.of(taken.value()));
                    case Outcome.Mended mended -> {
                        draft.add(word, List.of(mended.value()));
                        problems.warn(Kind.GENERAL, element.location(), mended.complaint(), "");
                    }
                    case Outcome.Refused refused ->
                        problems.error(
                                refused.number() ? Kind.INVALID_NUMBER : Kind.GENERAL,
                                element.location(),
                                refused.complaint() + "; the word is ignored",
                                "");
                    case Outcome.Missing _ -> throw new IllegalStateException("there is a word");
                }
            }
        }
    }

    private Optional<String> name(Statement statement, Keyword keyword, Vocabulary<?> block) {
        List<Word> words = statement.arguments();
        if (!(block.slots().getFirst() instanceof Slot.Name)) {
            extra(statement, statement.line().words(), 1);
            return Optional.of("");
        }
        if (words.isEmpty()) {
            problems.error(
                    Kind.GENERAL,
                    statement.keyword().location(),
                    keyword.value() + " has no name; the block is ignored",
                    "write " + keyword.value() + " NAME {");
            return Optional.empty();
        }
        if (words.size() > 1) {
            problems.error(
                    Kind.GENERAL,
                    words.getFirst().location().through(words.getLast().location()),
                    "a name is one word, whatever its quotes; the block is ignored",
                    "write " + keyword.value() + " NAME {");
            return Optional.empty();
        }
        return Optional.of(words.getFirst().text());
    }

    private void argument(Draft<?> draft, Slot.Word word, ValueForm form, Statement statement) {
        Keyword keyword = word.keyword();
        if (statement.block().isPresent()) {
            problems.error(
                    Kind.UNEXPECTED_OPEN,
                    statement.keyword().location(),
                    keyword.value() + " is not a block; what stands between its braces is skipped",
                    "remove the braces");
        }
        if (statement.keyword().text().equals(keyword.opposite())) {
            take(draft, word, statement, false);
            extra(statement, statement.line().words(), 1);
            return;
        }
        List<Word> words = form.isCommand()
                ? ScriptWords.split(statement.line(), problems::add)
                : statement.line().words();
        List<String> arguments = words.stream().skip(1).map(Word::text).toList();
        if (arguments.isEmpty() && !keyword.bare().isEmpty()) {
            arguments = List.of(keyword.bare());
        }
        switch (form.read(arguments, keyword)) {
            case Outcome.Taken taken -> {
                take(draft, word, statement, taken.value());
                extra(statement, words, 1 + taken.words());
            }
            case Outcome.Mended mended -> {
                take(draft, word, statement, mended.value());
                problems.warn(Kind.INVALID_NUMBER, statement.value(), mended.complaint(), "");
            }
            case Outcome.Refused refused ->
                problems.add(Problem.error(
                                refused.number() ? Kind.INVALID_NUMBER : Kind.GENERAL,
                                statement.value(),
                                refused.complaint() + "; the line is ignored")
                        .expecting(keyword.value() + " " + form.argument(keyword) + standard(keyword)));
            case Outcome.Missing _ -> missing(keyword, form, statement);
        }
    }

    private void missing(Keyword keyword, ValueForm form, Statement statement) {
        String fix = "write " + keyword.value() + " " + form.argument(keyword);
        if (keyword.dispensable()) {
            problems.error(
                    Kind.GENERAL,
                    statement.keyword().location(),
                    keyword.value() + " has no argument; the line is ignored",
                    fix);
        } else {
            problems.fatal(
                    Kind.MISSING_PARAMETER, statement.keyword().location(), keyword.value() + " has no argument", fix);
        }
    }

    private static String standard(Keyword keyword) {
        return keyword.standard().isEmpty() ? "" : "; " + keyword.standard() + " unless written";
    }

    /** Keeps the value, and says so when an earlier one of the same keyword no longer counts. */
    private void take(Draft<?> draft, Slot.Word word, Statement statement, Object value) {
        if (word.content() instanceof Slot.Content.Repeated) {
            draft.write(word, statement);
            draft.add(word, List.of(value));
            return;
        }
        if (word.keyword().firstCounts() && draft.has(word.keyword().value())) {
            problems.error(
                    Kind.GENERAL,
                    statement.keyword().location(),
                    word.keyword().value() + " is already in line "
                            + draft.at(word.keyword().value()).line().number() + "; this one is ignored",
                    "remove one of them");
            return;
        }
        draft.statements(word.keyword().value()).stream()
                .reduce((_, last) -> last)
                .ifPresent(earlier -> problems.warn(
                        Kind.ADVICE,
                        statement.keyword().location(),
                        word.keyword().value() + " is already in line "
                                + earlier.keyword().location().line().number(),
                        "remove one of them"));
        draft.write(word, statement);
        draft.value(word, value);
    }

    private void extra(Statement statement, List<Word> words, int used) {
        if (words.size() > used) {
            String rest = words.stream()
                    .skip(used)
                    .map(word -> word.secret() ? word.shown() : word.text())
                    .collect(Collectors.joining(" "));
            problems.warn(
                    Kind.ADVICE,
                    words.get(used).location().through(words.getLast().location()),
                    "'" + rest + "' after " + statement.keyword().text() + " is ignored",
                    "remove it, or put it on a line of its own");
        }
    }
}
