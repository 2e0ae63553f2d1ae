package org.keepvip.conf.keyword;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the reference of all keywords, as Markdown, from their annotations. */
public final class Reference {
    private final StringBuilder out = new StringBuilder();
    private final Set<Class<?>> written = new LinkedHashSet<>();

    private Reference() {}

    /** The reference of the blocks that a root record holds. */
    public static String of(Class<? extends Record> root) {
        Reference reference = new Reference();
        reference.out.append("""
                # Keywords

                <!-- Generated from the annotations of org.keepvip.conf.model; a test compares it and rewrites it with -Dkeepvip.rewrite=true. -->

                Every keyword of keepalived.conf that KeepVIP knows. *Not served* means: read and checked, and without effect in this
                version. A default in *italics* is described, not written. `+2.2.8` names the first keepalived that knows a keyword.

                """);
        reference.block("Top level", Vocabulary.of(root));
        return reference.out.toString();
    }

    private void block(String title, Vocabulary<?> vocabulary) {
        if (!written.add(vocabulary.type())) {
            return;
        }
        out.append("## ").append(title).append("\n\n");
        boolean line = isLine(vocabulary);
        if (vocabulary.slots().getFirst() instanceof Slot.First) {
            String lead =
                    vocabulary.freeLine().map(free -> "[" + free.lead() + "] ").orElse("");
            out.append("Each line: ").append(lead);
            out.append(vocabulary.slots().stream()
                    .flatMap(slot -> slot instanceof Slot.First first ? Stream.of(place(first)) : Stream.of())
                    .collect(Collectors.joining(", ")));
            out.append(
                    lead.isEmpty()
                            ? vocabulary.words().isEmpty() ? ".\n\n" : ", then options in any order.\n\n"
                            : " and options in any order.\n\n");
        } else if (line) {
            out.append("Options in any order on one line.\n\n");
        }
        List<Slot.Word> words =
                new ArrayList<>(new LinkedHashSet<>(vocabulary.words().values()));
        if (!words.isEmpty()) {
            out.append(line ? "| Option" : "| Keyword")
                    .append(" | Argument | Default | Meaning |\n|---|---|---|---|\n");
            choices(vocabulary);
            words.forEach(word -> row(word, line));
            out.append('\n');
        }
        notServed(vocabulary);
        for (Slot.Word word : words) {
            String name = "`" + word.keyword().value() + "`";
            switch (word.content()) {
                case Slot.Content.Argument _, Slot.Content.Repeated _, Slot.Content.Words _ -> {}
                case Slot.Content.Block(Vocabulary<?> inner) -> block(name, inner);
                case Slot.Content.Blocks(Vocabulary<?> inner) -> block(name, inner);
                case Slot.Content.Lines(Vocabulary<?> inner) -> block(name, inner);
            }
        }
    }

    private static boolean isLine(Vocabulary<?> vocabulary) {
        return vocabulary.slots().getFirst() instanceof Slot.First
                || vocabulary.freeLine().isPresent();
    }

    private void choices(Vocabulary<?> vocabulary) {
        for (Slot slot : vocabulary.slots()) {
            switch (slot) {
                case Slot.OneOf choice -> {
                    String words = choice.constants().stream()
                            .map(Slot.OneOf::spelling)
                            .map(word -> "`" + word + "`")
                            .collect(Collectors.joining(", "));
                    String standard = choice.choice().otherwise().isEmpty()
                            ? choice.choice().standard()
                            : "*" + choice.choice().otherwise() + "*";
                    out.append("| ").append(words).append(" |  | ").append(standard);
                    out.append(" | ").append(cell(choice.choice().help())).append(" |\n");
                }
                case Slot.Part part -> choices(part.vocabulary());
                case Slot.First _, Slot.Word _, Slot.Name _, Slot.Computed _ -> {}
            }
        }
    }

    private static String place(Slot.First first) {
        String text = first.positional().value()
                + first.keyword()
                        .map(keyword -> " " + first.form().argument(keyword)
                                + " (" + keyword.help()
                                + (keyword.otherwise().isEmpty() ? "" : " Default: " + keyword.otherwise() + ".") + ")")
                        .orElse("");
        return first.dispensable() ? "[" + text + "]" : text;
    }

    private void row(Slot.Word word, boolean inLine) {
        Keyword keyword = word.keyword();
        out.append("| `").append(keyword.value()).append('`');
        if (!keyword.opposite().isEmpty()) {
            out.append(", `").append(keyword.opposite()).append('`');
        }
        for (String other : keyword.also()) {
            out.append(", `").append(other).append('`');
        }
        for (String former : keyword.formerly()) {
            out.append(", formerly `").append(former).append('`');
        }
        if (!keyword.since().isEmpty()) {
            out.append(" +").append(keyword.since());
        }
        out.append(" | ").append(cell(argument(word, inLine)));
        out.append(" | ").append(cell(standard(word, !inLine)));
        out.append(" | ").append(cell(keyword.help()));
        word.notServed()
                .map(Reference::notServed)
                .or(() -> keyword.unserved().isEmpty() ? Optional.empty() : Optional.of(" *Not served.*"))
                .ifPresent(out::append);
        out.append(" |\n");
    }

    private static String notServed(NotServed why) {
        return switch (why.effect()) {
            case WARNS, FAULTS, FOREIGN -> " *Not served.*";
            case NEEDLESS -> " *Not needed: " + why.topic() + ".*";
        };
    }

    private static String argument(Slot.Word word, boolean inLine) {
        return switch (word.content()) {
            case Slot.Content.Argument(ValueForm form) -> {
                String argument = form.argument(word.keyword());
                yield word.keyword().bare().isEmpty() ? argument : "[" + argument + "]";
            }
            case Slot.Content.Repeated(ValueForm form) -> form.argument(word.keyword()) + ", any number of times";
            case Slot.Content.Words(ValueForm form) -> "{ " + form.argument(word.keyword()) + " … }";
            case Slot.Content.Block _ -> inLine ? "options" : "{ … }";
            case Slot.Content.Blocks(Vocabulary<?> inner) ->
                inner.slots().getFirst() instanceof Slot.Name ? "NAME { … }" : "{ … }, any number of times";
            case Slot.Content.Lines _ -> inLine ? "options, repeatable" : "{ lines }";
        };
    }

    private static String standard(Slot.Word word, boolean offByDefault) {
        Keyword keyword = word.keyword();
        List<String> parts = new ArrayList<>();
        if (!keyword.standard().isEmpty()) {
            parts.add(keyword.standard());
        }
        if (!keyword.inherits().isEmpty()) {
            parts.add("`" + keyword.inherits() + "`");
        }
        if (!keyword.otherwise().isEmpty()) {
            parts.add("*" + keyword.otherwise() + "*");
        }
        if (parts.isEmpty() && word.type() == boolean.class && offByDefault) {
            parts.add("off");
        }
        return String.join("; ", parts);
    }

    private void notServed(Vocabulary<?> vocabulary) {
        Map<NotServed, List<String>> groups = new LinkedHashMap<>();
        vocabulary
                .spellings()
                .forEach(spelling -> vocabulary
                        .notServed(spelling)
                        .ifPresent(group -> groups.computeIfAbsent(group, _ -> new ArrayList<>())
                                .add("`" + spelling + "`")));
        if (groups.isEmpty()) {
            return;
        }
        out.append("| Not served | Keywords | What follows |\n|---|---|---|\n");
        groups.forEach((group, keywords) -> out.append("| ")
                .append(group.topic())
                .append(" | ")
                .append(String.join(", ", keywords))
                .append(" | ")
                .append(
                        switch (group.effect()) {
                            case WARNS -> "a warning";
                            case FAULTS -> "the instance stays in FAULT";
                            case FOREIGN -> "skipped";
                            case NEEDLESS -> "nothing; it is not needed";
                        })
                .append(" |\n"));
        out.append('\n');
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
