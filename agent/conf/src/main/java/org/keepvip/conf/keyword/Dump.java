package org.keepvip.conf.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a record as the file would write it, every value effective and each keyword in the order of the reference.
 * What is empty is left out; what completion derived stands behind a {@code #}; a secret is masked by its own type.
 */
public final class Dump {
    private static final String STEP = "    ";

    private final StringBuilder out = new StringBuilder();

    private Dump() {}

    /** The text of a root record, lines ended. */
    public static String of(Record root) {
        Dump dump = new Dump();
        dump.body(root, "");
        return dump.out.toString();
    }

    private void body(Record value, String indent) {
        Vocabulary<?> vocabulary = Vocabulary.of(value.getClass());
        List<Object> components = vocabulary.components(value);
        for (int i = 0; i < components.size(); i++) {
            Object component = components.get(i);
            switch (vocabulary.slots().get(i)) {
                case Slot.Word word -> keyword(word, component, indent);
                case Slot.Part _ -> body((Record) component, indent);
                case Slot.Computed _ -> derived(vocabulary.name(i), component, indent);
                case Slot.First _, Slot.OneOf _, Slot.Name _ -> {}
            }
        }
    }

    private void keyword(Slot.Word word, Object component, String indent) {
        Object value = component instanceof Optional<?> optional ? optional.orElse(null) : component;
        if (value == null || value.equals(List.of())) {
            return;
        }
        String keyword = word.keyword().value();
        switch (word.content()) {
            case Slot.Content.Argument(ValueForm form) -> argument(word, form, value, indent);
            case Slot.Content.Repeated(ValueForm form) -> {
                for (Object element : (List<?>) value) {
                    line(indent, word(word.keyword(), form, element));
                }
            }
            case Slot.Content.Words(ValueForm form) -> {
                line(indent, keyword + " {");
                for (Object element : (List<?>) value) {
                    line(indent + STEP, form.write(element, word.keyword()));
                }
                line(indent, "}");
            }
            case Slot.Content.Block _ -> block(indent, keyword, (Record) value);
            case Slot.Content.Blocks _ -> {
                for (Object element : (List<?>) value) {
                    Record inner = (Record) element;
                    block(indent, keyword + name(inner), inner);
                }
            }
            case Slot.Content.Lines _ -> {
                line(indent, keyword + " {");
                for (Object element : (List<?>) value) {
                    line(indent + STEP, options((Record) element));
                }
                line(indent, "}");
            }
        }
    }

    /** A switch that only a word turns on is left out while it is off: no word says so. */
    private void argument(Slot.Word word, ValueForm form, Object value, String indent) {
        Keyword keyword = word.keyword();
        boolean onlyOn = value instanceof Boolean
                && !keyword.onOff()
                && keyword.opposite().isEmpty();
        if (!onlyOn) {
            line(indent, word(keyword, form, value));
        } else if (value.equals(true)) {
            line(indent, keyword.value());
        }
    }

    /** The name of a block with a space before it; nothing when its kind has none. */
    private static String name(Record block) {
        Vocabulary<?> vocabulary = Vocabulary.of(block.getClass());
        return vocabulary.slots().getFirst() instanceof Slot.Name
                ? " " + vocabulary.components(block).getFirst()
                : "";
    }

    private static String word(Keyword keyword, ValueForm form, Object value) {
        if (!keyword.opposite().isEmpty()) {
            return value.equals(true) ? keyword.value() : keyword.opposite();
        }
        String text = form.write(value, keyword);
        return text.isEmpty() ? keyword.value() : keyword.value() + " " + text;
    }

    private void block(String indent, String opening, Record inner) {
        line(indent, opening + " {");
        body(inner, indent + STEP);
        line(indent, "}");
    }

    /** One line of a list block, or words within it: what is as if unwritten is left out. */
    private static String options(Record value) {
        List<String> words = new ArrayList<>();
        addOptions(value, words);
        return String.join(" ", words);
    }

    private static void addOptions(Record value, List<String> words) {
        Vocabulary<?> vocabulary = Vocabulary.of(value.getClass());
        List<Object> components = vocabulary.components(value);
        for (int i = 0; i < components.size(); i++) {
            Object component = components.get(i);
            Object option = component instanceof Optional<?> optional ? optional.orElse(null) : component;
            if (option == null) {
                continue;
            }
            switch (vocabulary.slots().get(i)) {
                case Slot.First first ->
                    words.add(first.keyword()
                            .map(keyword -> first.form().write(option, keyword))
                            .orElseGet(option::toString));
                case Slot.Part _ -> addOptions((Record) option, words);
                case Slot.OneOf choice -> {
                    if (!component.equals(choice.unwritten())) {
                        words.add(Slot.OneOf.spelling(option));
                    }
                }
                case Slot.Word word -> addOption(word, option, words);
                case Slot.Name _, Slot.Computed _ -> {}
            }
        }
    }

    private static void addOption(Slot.Word word, Object option, List<String> words) {
        String keyword = word.keyword().value();
        switch (word.content()) {
            case Slot.Content.Argument(ValueForm form) -> {
                argument(word, form, option).ifPresent(words::add);
            }
            case Slot.Content.Block _ -> words.add(keyword + " " + options((Record) option));
            case Slot.Content.Repeated _, Slot.Content.Words _ ->
                throw new IllegalStateException(keyword + " in a line");
            case Slot.Content.Blocks _, Slot.Content.Lines _ ->
                ((List<?>) option).forEach(inner -> words.add(keyword + " " + options((Record) inner)));
        }
    }

    /** What is as if unwritten is left out, unless that depends on what stands elsewhere. */
    private static Optional<String> argument(Slot.Word word, ValueForm form, Object value) {
        Keyword keyword = word.keyword();
        if (keyword.otherwise().isEmpty() && value.equals(word.unwritten())) {
            return Optional.empty();
        }
        if (value instanceof Boolean on) {
            return Optional.of(on ? keyword.value() : keyword.opposite()).filter(text -> !text.isEmpty());
        }
        return Optional.of(keyword.value() + " " + form.write(value, keyword));
    }

    private void derived(String name, Object component, String indent) {
        Object value = component instanceof Optional<?> optional ? optional.orElse(null) : component;
        if (value != null && !value.equals(List.of())) {
            String text = value instanceof List<?> list
                    ? String.join(", ", list.stream().map(Object::toString).toList())
                    : value.toString();
            line(indent, "# " + name + ": " + text);
        }
    }

    private void line(String indent, String text) {
        out.append(indent).append(text).append('\n');
    }
}
