package org.keepvip.conf.keyword;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keepvip.conf.language.Location;

/**
 * A block as it was written: its values, where each stands, and what is known but not served. Its record comes of it
 * once the values that it inherits are known.
 *
 * @param <R> the block's record
 */
public final class Draft<R extends Record> {
    /**
     * A keyword that is known and not acted on.
     *
     * @param position as {@link #position()}
     */
    public record Unserved(int position, Statement statement, String topic, NotServed.Effect effect) {
        public String keyword() {
            return statement.keyword().text();
        }
    }

    private final Vocabulary<R> vocabulary;
    private final String name;
    private final Location place;
    private final int position;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, List<Statement>> statements = new LinkedHashMap<>();
    private final Map<String, List<Line<?>>> lines = new LinkedHashMap<>();
    private final Map<String, List<Draft<?>>> blocks = new LinkedHashMap<>();
    private final List<Unserved> unserved = new ArrayList<>();

    Draft(Vocabulary<R> vocabulary, int position, String name, Location place) {
        this.vocabulary = vocabulary;
        this.position = position;
        this.name = name;
        this.place = place;
    }

    Vocabulary<R> vocabulary() {
        return vocabulary;
    }

    /** Where the block opens. */
    public Location place() {
        return place;
    }

    /** The word after the block's keyword; empty when the block has no name. */
    public String name() {
        return name;
    }

    /** How many statements stand before it, whatever file they are in: order decides what may refer to what. */
    public int position() {
        return position;
    }

    /** What is known and not served, in the order of the file. */
    public List<Unserved> unserved() {
        return List.copyOf(unserved);
    }

    /** Whether the keyword was written, and its value, when it takes one, made sense. */
    public boolean has(String keyword) {
        return statements.containsKey(known(keyword));
    }

    /** Each statement that wrote the keyword, in the order of the file. */
    public List<Statement> statements(String keyword) {
        return statements.getOrDefault(known(keyword), List.of());
    }

    /** Where all of it stands. */
    public Source source() {
        Map<String, Location> places = new LinkedHashMap<>();
        statements.forEach(
                (keyword, written) -> places.put(keyword, written.getLast().value()));
        return new Source(place, places);
    }

    /** The keywords that were written, in the order of their first statements. */
    public List<String> order() {
        return List.copyOf(statements.keySet());
    }

    /** The value that was written for the keyword. */
    public <T> Optional<T> written(String keyword, Class<T> type) {
        return Optional.ofNullable(values.get(known(keyword))).map(type::cast);
    }

    /** Where to point for the keyword: its first argument, else the keyword itself, else the block's opening. */
    public Location at(String keyword) {
        return statements(keyword).stream()
                .reduce((_, last) -> last)
                .map(Statement::value)
                .orElse(place);
    }

    /** The lines of a list block. */
    public <L extends Record> List<Line<L>> lines(String keyword, Class<L> type) {
        return lines.getOrDefault(known(keyword), List.of()).stream()
                .map(line -> new Line<>(type.cast(line.value()), line.first(), line.options()))
                .toList();
    }

    /** Puts other lines in the place of a list block's. */
    public <L extends Record> void lines(String keyword, List<Line<L>> mended) {
        lines.put(known(keyword), new ArrayList<>(mended));
    }

    /** The drafts of the blocks under a keyword. */
    @SuppressWarnings("unchecked") // checked by the vocabulary's type
    public <B extends Record> List<Draft<B>> blocks(String keyword, Class<B> type) {
        return blocks.getOrDefault(known(keyword), List.of()).stream()
                .filter(draft -> draft.vocabulary.type() == type)
                .map(draft -> (Draft<B>) draft)
                .toList();
    }

    /** The blocks under a keyword as one: keepalived reads a second global_defs as going on with the first. */
    public <B extends Record> Draft<B> merged(String keyword, Class<B> type) {
        Draft<B> all = new Draft<>(Vocabulary.of(type), position, "", place);
        for (Draft<B> part : blocks(keyword, type)) {
            all.values.putAll(part.values);
            part.statements.forEach((word, more) ->
                    all.statements.computeIfAbsent(word, _ -> new ArrayList<>()).addAll(more));
            part.lines.forEach((word, more) ->
                    all.lines.computeIfAbsent(word, _ -> new ArrayList<>()).addAll(more));
            part.blocks.forEach((word, more) ->
                    all.blocks.computeIfAbsent(word, _ -> new ArrayList<>()).addAll(more));
            all.unserved.addAll(part.unserved);
        }
        return all;
    }

    /** The record: what was written, else what {@code inherited} has, else the defaults. */
    public R build(Map<String, Object> inherited) {
        return record(vocabulary, inherited);
    }

    /** The record of one group of the block's keywords. */
    public <P extends Record> P part(Class<P> group) {
        return record(Vocabulary.of(group), Map.of());
    }

    private <T extends Record> T record(Vocabulary<T> part, Map<String, Object> inherited) {
        List<Object> components = new ArrayList<>();
        for (Slot slot : part.slots()) {
            components.add(
                    switch (slot) {
                        case Slot.Word word -> value(word, inherited);
                        case Slot.Part inner -> record(inner.vocabulary(), inherited);
                        case Slot.Name _ -> name();
                        case Slot.Computed computed -> Defaults.blank(computed.type());
                        case Slot.First _, Slot.OneOf _ ->
                            throw new IllegalStateException(part.type() + " is a line, not a block");
                    });
        }
        return part.construct(components);
    }

    private Object value(Slot.Word word, Map<String, Object> inherited) {
        String keyword = word.keyword().value();
        Optional<Object> value = switch (word.content()) {
            case Slot.Content.Repeated _, Slot.Content.Words _ -> Optional.ofNullable(values.get(keyword));
            case Slot.Content.Argument _ ->
                Optional.ofNullable(values.get(keyword)).or(() -> fallback(word, inherited));
            case Slot.Content.Block _ ->
                blocks.getOrDefault(keyword, List.of()).stream()
                        .reduce((_, last) -> last)
                        .map(draft -> (Object) draft.build(inherited));
            case Slot.Content.Blocks _ ->
                Optional.of(blocks.getOrDefault(keyword, List.of()).stream()
                        .map(draft -> draft.build(inherited))
                        .toList());
            case Slot.Content.Lines _ ->
                Optional.of(lines.getOrDefault(keyword, List.of()).stream()
                        .map(Line::value)
                        .toList());
        };
        return Defaults.fit(word.type(), value);
    }

    private Optional<Object> fallback(Slot.Word word, Map<String, Object> inherited) {
        Keyword keyword = word.keyword();
        if (!keyword.inherits().isEmpty()) {
            // within global_defs one keyword's default may be another's value
            return Optional.ofNullable(inherited.get(keyword.inherits()))
                    .or(() -> vocabulary.word(keyword.inherits()).map(other -> value(other, inherited)));
        }
        return word.standard();
    }

    private String known(String keyword) {
        return vocabulary
                .word(keyword)
                .map(word -> word.keyword().value())
                .orElseThrow(() -> new IllegalArgumentException(vocabulary.type() + " has no keyword " + keyword));
    }

    void note(Unserved keyword) {
        unserved.add(keyword);
    }

    void write(Slot.Word word, Statement statement) {
        statements
                .computeIfAbsent(word.keyword().value(), _ -> new ArrayList<>())
                .add(statement);
    }

    void value(Slot.Word word, Object value) {
        values.put(word.keyword().value(), value);
    }

    /** Adds to the values of a keyword that has a list of them. */
    void add(Slot.Word word, List<?> more) {
        values.merge(
                word.keyword().value(),
                List.copyOf(more),
                (earlier, added) -> Stream.concat(((List<?>) earlier).stream(), ((List<?>) added).stream())
                        .toList());
    }

    void line(Slot.Word word, Line<?> line) {
        lines.computeIfAbsent(word.keyword().value(), _ -> new ArrayList<>()).add(line);
    }

    void block(Slot.Word word, Draft<?> draft) {
        blocks.computeIfAbsent(word.keyword().value(), _ -> new ArrayList<>()).add(draft);
    }
}
