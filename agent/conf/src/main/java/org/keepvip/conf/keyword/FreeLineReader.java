package org.keepvip.conf.keyword;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Word;

/**
 * Reads one {@link FreeLine}. An option whose component is a record takes the words after it for as long as that record
 * knows them; one whose component is a list of records may be repeated.
 */
final class FreeLineReader<L extends Record> {
    private final Vocabulary<L> vocabulary;
    private final Keyword list;
    private final Collection<String> outside;
    private final Problems problems;
    private final Map<String, Location> options = new LinkedHashMap<>();
    private List<Word> words = List.of();
    private int next;
    private boolean isVoid;

    /** What was read of one record's words. */
    private static final class Taken {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final Map<Slot.OneOf, Object> choices = new LinkedHashMap<>();
        private Optional<Object> positional = Optional.empty();
    }

    /** A reader of one line; {@code outside} as for {@link LineReader}. */
    FreeLineReader(Vocabulary<L> vocabulary, Keyword list, Collection<String> outside, Problems problems) {
        this.vocabulary = vocabulary;
        this.list = list;
        this.outside = outside;
        this.problems = problems;
    }

    /** The line; empty when anything in it makes no sense. */
    Optional<Line<L>> read(Statement statement) {
        words = statement.line().words();
        Taken taken = new Taken();
        while (next < words.size() && !isVoid) {
            Word word = words.get(next);
            if (!option(vocabulary, word, taken)) {
                positional(word, taken);
            }
        }
        Location start = statement.keyword().location();
        if (!isVoid && first().isPresent() && taken.positional.isEmpty()) {
            refuse(Problem.error(Kind.GENERAL, start, "the line has no " + what())
                    .expecting(what() + " in a line of " + list.value()));
        }
        return isVoid
                ? Optional.empty()
                : Optional.of(new Line<>(record(vocabulary, taken), start, Map.copyOf(options)));
    }

    private Optional<Slot.First> first() {
        return vocabulary.slots().getFirst() instanceof Slot.First first ? Optional.of(first) : Optional.empty();
    }

    private String what() {
        return first().map(slot -> slot.positional().value()).orElse("option");
    }

    /** Reads an option if the word is one. */
    private boolean option(Vocabulary<?> known, Word word, Taken taken) {
        Optional<Vocabulary.ChosenWord> choice = known.choice(word.text());
        if (choice.isPresent()) {
            next++;
            taken.choices.put(choice.get().slot(), choice.get().constant());
            options.put(word.text(), word.location());
            return true;
        }
        Optional<Slot.Word> option = known.word(word.text());
        option.ifPresent(slot -> {
            next++;
            formerly(slot.keyword(), word);
            option(slot, word, taken);
        });
        return option.isPresent();
    }

    private void option(Slot.Word slot, Word word, Taken taken) {
        Keyword keyword = slot.keyword();
        switch (slot.content()) {
            case Slot.Content.Argument(ValueForm form) -> argument(keyword, form, word, taken);
            case Slot.Content.Block(Vocabulary<?> inner) -> {
                options.put(keyword.value(), word.location());
                taken.values.put(keyword.value(), inner(inner));
            }
            case Slot.Content.Lines(Vocabulary<?> inner) -> {
                options.put(keyword.value(), word.location());
                List<Object> more = new ArrayList<>((List<?>) taken.values.getOrDefault(keyword.value(), List.of()));
                more.add(inner(inner));
                taken.values.put(keyword.value(), List.copyOf(more));
            }
            case Slot.Content.Blocks _, Slot.Content.Repeated _, Slot.Content.Words _ ->
                throw new IllegalStateException("a line has no blocks");
        }
    }

    private Record inner(Vocabulary<?> inner) {
        Taken taken = new Taken();
        int first = next;
        while (next < words.size() && !isVoid && option(inner, words.get(next), taken)) {
            // each call takes the words of one option
        }
        if (next == first) {
            Word word = words.get(Math.min(next, words.size() - 1));
            unknown(word, "nothing that " + words.get(next - 1).text() + " takes", inner.spellings());
        }
        return record(inner, taken);
    }

    private void formerly(Keyword keyword, Word word) {
        if (List.of(keyword.formerly()).contains(word.text())) {
            problems.warn(
                    Kind.DEPRECATED, word.location(), word.text() + " is an old spelling", "write " + keyword.value());
        }
    }

    private void argument(Keyword keyword, ValueForm form, Word word, Taken taken) {
        List<String> rest =
                words.subList(next, words.size()).stream().map(Word::text).toList();
        Location at = (rest.isEmpty() ? word : words.get(next)).location();
        switch (form.read(rest, keyword)) {
            case Outcome.Taken read -> take(keyword, read.value(), read.words(), at, taken);
            case Outcome.Mended mended -> {
                problems.warn(Kind.GENERAL, at, mended.complaint(), "");
                take(keyword, mended.value(), mended.words(), at, taken);
            }
            case Outcome.Refused refused ->
                refuse(Problem.error(refused.number() ? Kind.INVALID_NUMBER : Kind.GENERAL, at, refused.complaint())
                        .expecting(keyword.value() + " " + form.argument(keyword)));
            case Outcome.Missing _ ->
                refuse(Problem.error(Kind.GENERAL, word.location(), keyword.value() + " has no argument")
                        .fix("write " + keyword.value() + " " + form.argument(keyword)));
        }
    }

    private void take(Keyword keyword, Object value, int count, Location at, Taken taken) {
        next += count;
        if (taken.values.put(keyword.value(), value) != null) {
            problems.warn(
                    Kind.ADVICE,
                    at,
                    keyword.value() + " stands in the line already; the last one counts",
                    "remove one of them");
        }
        options.put(keyword.value(), at);
    }

    private void positional(Word word, Taken taken) {
        Optional<Slot.First> slot = first();
        String lead = vocabulary.freeLine().map(FreeLine::lead).orElse("");
        boolean led = slot.isPresent() && word.text().equals(lead);
        if (led && next + 1 < words.size()) {
            next++;
        }
        Word at = words.get(next);
        Outcome outcome = slot.isPresent()
                ? slot.get().form().read(List.of(at.text()), list)
                : new Outcome.Refused("unknown word " + at.shown(), false);
        next++;
        switch (outcome) {
            case Outcome.Taken read -> found(read.value(), at, taken);
            case Outcome.Mended mended -> {
                problems.warn(Kind.GENERAL, at.location(), mended.complaint(), "");
                found(mended.value(), at, taken);
            }
            case Outcome.Refused refused -> {
                boolean meant = slot.isPresent()
                        && (led || Character.isDigit(initial(at)) || at.text().contains("/"));
                List<String> expected = new ArrayList<>(vocabulary.spellings());
                slot.ifPresent(_ -> expected.addFirst(what()));
                unknown(at, meant ? refused.complaint() : "unknown word " + at.shown(), meant ? List.of() : expected);
            }
            case Outcome.Missing _ -> throw new IllegalStateException("a line has a word");
        }
    }

    private static char initial(Word word) {
        return word.text().isEmpty() ? ' ' : word.text().charAt(0);
    }

    private void found(Object value, Word at, Taken taken) {
        if (taken.positional.isPresent()) {
            refuse(Problem.error(Kind.GENERAL, at.location(), at.shown() + " is a second " + what())
                    .fix("write a line for each"));
        }
        taken.positional = Optional.of(value);
    }

    private void unknown(Word word, String complaint, Collection<String> expected) {
        Problem problem = Problem.error(
                        Kind.UNKNOWN_KEYWORD, word.location(), complaint + " in a line of " + list.value())
                .expecting(String.join(", ", expected));
        refuse(
                next == 1 && outside.contains(word.text())
                        ? problem.fix("write the missing } of " + list.value() + " above")
                        : problem.didYouMean(word.text(), expected));
    }

    /** Half a line would be another one: it goes as a whole. */
    private void refuse(Problem problem) {
        isVoid = true;
        problems.add(new Problem(
                problem.severity(),
                problem.kind(),
                problem.location(),
                problem.message() + "; the line is ignored",
                problem.expected(),
                problem.fix()));
    }

    private static <R extends Record> R record(Vocabulary<R> type, Taken taken) {
        List<Object> components = new ArrayList<>();
        for (Slot slot : type.slots()) {
            components.add(
                    switch (slot) {
                        case Slot.First _ -> taken.positional.orElseThrow();
                        case Slot.Word word ->
                            Optional.ofNullable(taken.values.get(word.keyword().value()))
                                    .map(value -> Defaults.fit(word.type(), Optional.of(value)))
                                    .orElseGet(word::unwritten);
                        case Slot.OneOf choice ->
                            Optional.ofNullable(taken.choices.get(choice))
                                    .map(value -> Defaults.fit(choice.type(), Optional.of(value)))
                                    .orElseGet(choice::unwritten);
                        case Slot.Part part -> record(part.vocabulary(), taken);
                        case Slot.Name _, Slot.Computed _ ->
                            throw new IllegalStateException(type.type() + " is not a line");
                    });
        }
        return type.construct(components);
    }
}
