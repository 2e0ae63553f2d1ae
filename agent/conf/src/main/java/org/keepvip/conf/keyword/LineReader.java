package org.keepvip.conf.keyword;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Word;

/** Reads one line of a list block: a word, then options in any order. */
final class LineReader<L extends Record> {
    private final Vocabulary<L> vocabulary;
    private final Keyword list;
    private final Collection<String> outside;
    private final Problems problems;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Location> options = new LinkedHashMap<>();
    private final List<Object> places = new ArrayList<>();
    private boolean isVoid;

    /**
     * A reader of one line.
     *
     * @param outside what could stand there if the list had ended: a hint at a forgotten brace
     */
    LineReader(Vocabulary<L> vocabulary, Keyword list, Collection<String> outside, Problems problems) {
        this.outside = outside;
        this.vocabulary = vocabulary;
        this.list = list;
        this.problems = problems;
    }

    /** The line; empty when its first words make no sense. Of most options that make none the line does without. */
    Optional<Line<L>> read(Statement statement) {
        List<Word> words = statement.line().words();
        for (Slot slot : vocabulary.slots()) {
            if (slot instanceof Slot.First first && !isVoid) {
                place(first, words);
            }
        }
        for (int next = places.size(); !isVoid && next < words.size(); ) {
            next += option(words, next);
        }
        return isVoid
                ? Optional.empty()
                : Optional.of(new Line<>(record(), statement.keyword().location(), Map.copyOf(options)));
    }

    /** Reads the next word that means something by its place. */
    private void place(Slot.First first, List<Word> words) {
        if (places.size() == words.size()) {
            missing(first, words.getLast());
            return;
        }
        Word word = words.get(places.size());
        switch (first.form().read(List.of(word.text()), first.keyword().orElse(list))) {
            case Outcome.Taken taken -> places.add(taken.value());
            case Outcome.Mended mended -> {
                problems.warn(Kind.GENERAL, word.location(), mended.complaint(), "");
                places.add(mended.value());
            }
            case Outcome.Refused refused -> {
                isVoid = true;
                problems.add(Problem.error(
                                refused.number() ? Kind.INVALID_NUMBER : Kind.GENERAL,
                                word.location(),
                                refused.complaint() + "; the line is ignored")
                        .expecting(first.positional().value() + (places.isEmpty() ? " first" : "") + " in a line of "
                                + list.value())
                        .fix(outside.contains(word.text()) ? "write the missing } of " + list.value() + " above" : ""));
            }
            case Outcome.Missing _ -> throw new IllegalStateException("there is a word");
        }
    }

    private void missing(Slot.First first, Word last) {
        if (!first.dispensable()) {
            isVoid = true;
            problems.error(
                    Kind.GENERAL,
                    last.location(),
                    first.positional().value() + " is missing behind it; the line of " + list.value() + " is ignored",
                    "write it");
        }
    }

    /** Reads the option at {@code index}; how many words it took. */
    private int option(List<Word> words, int index) {
        Word spelt = words.get(index);
        Optional<Slot.Word> option = vocabulary.word(spelt.text());
        if (option.isEmpty()) {
            unknown(spelt);
            return 1;
        }
        Keyword keyword = option.get().keyword();
        ValueForm form = ((Slot.Content.Argument) option.get().content()).form();
        List<String> rest = words.stream().skip(index + 1L).map(Word::text).toList();
        Location at = words.get(Math.min(index + 1, words.size() - 1)).location();
        if (spelt.text().equals(keyword.opposite())) {
            take(keyword, false, spelt.location());
            return 1;
        }
        return switch (form.read(rest, keyword)) {
            case Outcome.Taken taken -> {
                take(keyword, taken.value(), taken.words() == 0 ? spelt.location() : at);
                yield 1 + taken.words();
            }
            case Outcome.Mended mended -> {
                problems.warn(Kind.GENERAL, at, mended.complaint(), "");
                take(keyword, mended.value(), at);
                yield 1 + mended.words();
            }
            case Outcome.Refused refused -> {
                refuse(refused, keyword, form, at);
                yield 2;
            }
            case Outcome.Missing _ -> {
                problems.error(
                        Kind.GENERAL,
                        spelt.location(),
                        keyword.value() + " has no argument; it is ignored",
                        "write " + keyword.value() + " " + form.argument(keyword));
                yield 1;
            }
        };
    }

    private void take(Keyword keyword, Object value, Location at) {
        values.put(keyword.value(), value);
        options.put(keyword.value(), at);
    }

    private void refuse(Outcome.Refused refused, Keyword keyword, ValueForm form, Location at) {
        String without = keyword.voidsLine() ? "; the line is ignored" : "; the option is ignored";
        problems.add(
                Problem.error(refused.number() ? Kind.INVALID_NUMBER : Kind.GENERAL, at, refused.complaint() + without)
                        .expecting(keyword.value() + " " + form.argument(keyword)));
        isVoid |= keyword.voidsLine();
    }

    private void unknown(Word spelt) {
        if (vocabulary.notServed(spelt.text()).isPresent()) {
            options.put(spelt.text(), spelt.location());
            return;
        }
        problems.add(Problem.error(
                        Kind.UNKNOWN_KEYWORD,
                        spelt.location(),
                        "unknown word " + spelt.shown() + " in a line of " + list.value() + "; it is ignored")
                .expecting(String.join(", ", vocabulary.spellings()))
                .didYouMean(spelt.text(), vocabulary.spellings()));
    }

    private L record() {
        List<Object> components = new ArrayList<>();
        Iterator<Object> place = places.iterator();
        for (Slot slot : vocabulary.slots()) {
            components.add(
                    switch (slot) {
                        case Slot.First first ->
                            Defaults.fit(first.type(), place.hasNext() ? Optional.of(place.next()) : Optional.empty());
                        case Slot.Word word -> value(word);
                        case Slot.Name _, Slot.Part _, Slot.OneOf _, Slot.Computed _ ->
                            throw new IllegalStateException(vocabulary.type() + " is not a line");
                    });
        }
        return vocabulary.construct(components);
    }

    private Object value(Slot.Word word) {
        return Optional.ofNullable(values.get(word.keyword().value()))
                .map(value -> Defaults.fit(word.type(), Optional.of(value)))
                .orElseGet(word::unwritten);
    }
}
