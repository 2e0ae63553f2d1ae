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
            case Slot.Content.Argument argument -> line(indent, word(word.keyword(), argument.form(), value));
            case Slot.Content.Block _ -> block(indent, keyword, (Record) value);
            case Slot.Content.Blocks _ -> {
                for (Object element : (List<?>) value) {
                    Record inner = (Record) element;
                    block(
                            indent,
                            keyword + " "
                                    + Vocabulary.of(inner.getClass())
                                            .components(inner)
                                            .getFirst(),
                            inner);
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

    private static String word(Keyword keyword, ValueForm form, Object value) {
        if (!keyword.opposite().isEmpty()) {
            return value.equals(true) ? keyword.value() : keyword.opposite();
        }
        String text = form.write(value);
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
                case Slot.First _ -> words.add(option.toString());
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
                if (!option.equals(word.unwritten())) {
                    words.add(option.equals(true) ? keyword : keyword + " " + form.write(option));
                }
            }
            case Slot.Content.Block _ -> words.add(keyword + " " + options((Record) option));
            case Slot.Content.Blocks _, Slot.Content.Lines _ ->
                ((List<?>) option).forEach(inner -> words.add(keyword + " " + options((Record) inner)));
        }
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
