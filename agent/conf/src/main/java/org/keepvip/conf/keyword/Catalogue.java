package org.keepvip.conf.keyword;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every keyword of every block below a root record, and what becomes of it. */
public final class Catalogue {
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();

    private Catalogue() {}

    /**
     * One spelling of a keyword in one block. A block that several others hold is listed once, under its first.
     *
     * @param block the keyword that opens the block; {@code top} for the top level
     * @param since the release of keepalived that knew it first; empty for 2.2.7 or before
     */
    public record Entry(String block, String keyword, String since, Service service) {}

    /** What KeepVIP does with a keyword. */
    public sealed interface Service {
        /**
         * It is acted on.
         *
         * @param note what is done better than keepalived does it; empty for the same
         */
        record Served(String note) implements Service {}

        /** It is read and checked, and named when the file is read. */
        record NotServed(String topic, String note) implements Service {}

        /** It belongs to another daemon. */
        record Foreign(String topic) implements Service {}
    }

    /** The keywords of the blocks that a root record holds, in the order of the reference. */
    public static List<Entry> of(Class<? extends Record> root) {
        Catalogue catalogue = new Catalogue();
        catalogue.block("top", Vocabulary.of(root));
        return List.copyOf(catalogue.entries);
    }

    private void block(String name, Vocabulary<?> vocabulary) {
        if (!seen.add(vocabulary.type())) {
            return;
        }
        vocabulary.spellings().forEach(spelling -> entries.add(entry(name, spelling, vocabulary)));
        vocabulary.words().forEach((spelling, word) -> inner(word).ifPresent(inside -> block(spelling, inside)));
    }

    private static Optional<Vocabulary<?>> inner(Slot.Word word) {
        return switch (word.content()) {
            case Slot.Content.Argument _, Slot.Content.Repeated _, Slot.Content.Words _ -> Optional.empty();
            case Slot.Content.Block(Vocabulary<?> inner) -> Optional.of(inner);
            case Slot.Content.Blocks(Vocabulary<?> inner) -> Optional.of(inner);
            case Slot.Content.Lines(Vocabulary<?> inner) -> Optional.of(inner);
        };
    }

    private static Entry entry(String block, String spelling, Vocabulary<?> vocabulary) {
        Optional<NotServed> group = vocabulary.notServed(spelling);
        if (group.isPresent()) {
            return new Entry(block, spelling, "", service(group.get()));
        }
        Optional<Slot.Word> word = vocabulary.word(spelling);
        if (word.isEmpty()) {
            return new Entry(block, spelling, "", new Service.Served(""));
        }
        Keyword keyword = word.get().keyword();
        Service service = word.get()
                .notServed()
                .map(Catalogue::service)
                .orElseGet(() -> keyword.unserved().isEmpty()
                        ? new Service.Served(keyword.note())
                        : new Service.NotServed(keyword.unserved(), keyword.note()));
        return new Entry(block, spelling, keyword.since(), service);
    }

    private static Service service(NotServed group) {
        return switch (group.effect()) {
            case WARNS, FAULTS -> new Service.NotServed(group.topic(), group.note());
            case NEEDLESS -> new Service.Served("needs nothing done here");
            case FOREIGN -> new Service.Foreign(group.topic());
        };
    }
}
