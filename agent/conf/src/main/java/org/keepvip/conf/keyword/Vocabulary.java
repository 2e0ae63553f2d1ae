package org.keepvip.conf.keyword;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The keywords of one block, read once from the annotations of its record.
 *
 * @param <R> the record
 */
public final class Vocabulary<R extends Record> {
    private static final Map<Class<?>, Vocabulary<?>> KNOWN = new ConcurrentHashMap<>();

    private final Class<R> type;
    private final Constructor<R> constructor;
    private final List<Slot> slots;
    private final List<RecordComponent> components;
    private final Map<String, Slot.Word> words = new LinkedHashMap<>();
    private final Map<String, ChosenWord> choices = new LinkedHashMap<>();
    private final Map<String, NotServed> notServed = new LinkedHashMap<>();

    /** A word that stands for one of an enum's constants. */
    record ChosenWord(Slot.OneOf slot, Enum<?> constant) {}

    private Vocabulary(Class<R> type) {
        this.type = type;
        this.components = List.of(type.getRecordComponents());
        this.constructor = canonicalConstructor(type);
        this.slots = components.stream().map(Vocabulary::slot).toList();
        for (Slot slot : slots) {
            index(slot);
        }
        for (NotServed group : type.getAnnotationsByType(NotServed.class)) {
            for (String keyword : both(group.keywords(), group.blocks())) {
                if (words.containsKey(keyword) || notServed.put(keyword, group) != null) {
                    throw new IllegalArgumentException(type + " knows " + keyword + " twice");
                }
            }
        }
    }

    /** The vocabulary of {@code type}. Its annotations contradicting one another is a bug: IllegalArgumentException. */
    @SuppressWarnings("unchecked") // the map's key is the class of its value's type argument
    public static <R extends Record> Vocabulary<R> of(Class<R> type) {
        Vocabulary<?> known = KNOWN.get(type);
        if (known == null) {
            known = new Vocabulary<>(type);
            KNOWN.put(type, known);
        }
        return (Vocabulary<R>) known;
    }

    private static <R extends Record> Constructor<R> canonicalConstructor(Class<R> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException bug) {
            throw new IllegalArgumentException(type + " has no canonical constructor", bug);
        }
    }

    private static Slot slot(RecordComponent component) {
        Type type = component.getGenericType();
        Keyword keyword = component.getAnnotation(Keyword.class);
        Positional positional = component.getAnnotation(Positional.class);
        Named named = component.getAnnotation(Named.class);
        Derived derived = component.getAnnotation(Derived.class);
        Choice choice = component.getAnnotation(Choice.class);
        if (positional != null) {
            return new Slot.First(positional, Optional.ofNullable(keyword), type, ValueForms.of(type));
        }
        if (keyword != null) {
            Slot.Content content = content(type, keyword.many());
            Optional<Object> standard = content instanceof Slot.Content.Argument(ValueForm form)
                    ? Defaults.of(keyword, form)
                    : Optional.empty();
            return new Slot.Word(keyword, type, content, standard, notServed(component));
        }
        if (choice != null) {
            Class<?> of = (Class<?>)
                    (type instanceof ParameterizedType optional ? optional.getActualTypeArguments()[0] : type);
            return new Slot.OneOf(
                    choice,
                    type,
                    Arrays.stream(of.getEnumConstants())
                            .<Enum<?>>map(constant -> (Enum<?>) constant)
                            .toList());
        }
        if (named != null) {
            return new Slot.Name(named);
        }
        if (derived != null) {
            return new Slot.Computed(derived, type);
        }
        if (component.isAnnotationPresent(Group.class)) {
            return new Slot.Part(of(component.getType().asSubclass(Record.class)));
        }
        throw new IllegalArgumentException(component + " of " + component.getDeclaringRecord() + " is not annotated");
    }

    private static Optional<NotServed> notServed(RecordComponent component) {
        return Optional.ofNullable(component.getAnnotation(NotServed.class))
                .or(() -> Arrays.stream(component.getDeclaringRecord().getAnnotationsByType(NotServed.class))
                        .filter(group -> group.keywords().length + group.blocks().length == 0)
                        .findFirst());
    }

    private static Slot.Content content(Type type, Many many) {
        Type element = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
        switch (many) {
            case BLOCK -> {
                return new Slot.Content.Words(ValueForms.of(element));
            }
            case EACH -> {
                return new Slot.Content.Repeated(ValueForms.of(element));
            }
            case LINE -> {}
        }
        if (!(element instanceof Class<?> inner) || !isBlock(inner)) {
            return new Slot.Content.Argument(ValueForms.of(type));
        }
        Vocabulary<?> vocabulary = of(inner.asSubclass(Record.class));
        if (!(type instanceof ParameterizedType generic) || generic.getRawType() != List.class) {
            return new Slot.Content.Block(vocabulary);
        }
        return vocabulary.slots.getFirst() instanceof Slot.First
                        || vocabulary.freeLine().isPresent()
                ? new Slot.Content.Lines(vocabulary)
                : new Slot.Content.Blocks(vocabulary);
    }

    /** Whether the file writes values of {@code type} between braces: a record whose components are annotated. */
    private static boolean isBlock(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .allMatch(component -> component.getAnnotations().length > 0);
    }

    private void index(Slot slot) {
        switch (slot) {
            case Slot.Word word -> {
                index(word.keyword().value(), word);
                for (String other : both(word.keyword().also(), word.keyword().formerly())) {
                    index(other, word);
                }
                if (!word.keyword().opposite().isEmpty()) {
                    index(word.keyword().opposite(), word);
                }
            }
            case Slot.Part part -> {
                part.vocabulary().words.forEach(this::index);
                part.vocabulary().choices.forEach(this::index);
            }
            case Slot.OneOf choice ->
                choice.constants()
                        .forEach(constant -> index(Slot.OneOf.spelling(constant), new ChosenWord(choice, constant)));
            case Slot.First _, Slot.Name _, Slot.Computed _ -> {}
        }
    }

    private void index(String spelling, Slot.Word word) {
        if (words.put(spelling, word) != null) {
            throw new IllegalArgumentException(type + " knows " + spelling + " twice");
        }
    }

    private void index(String spelling, ChosenWord word) {
        if (words.containsKey(spelling) || choices.put(spelling, word) != null) {
            throw new IllegalArgumentException(type + " knows " + spelling + " twice");
        }
    }

    private static List<String> both(String[] some, String[] others) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toList();
    }

    /** The record. */
    public Class<R> type() {
        return type;
    }

    /** Each spelling of a served or partly served keyword, in the order of declaration. */
    Map<String, Slot.Word> words() {
        return words;
    }

    /** The keyword spelled so. */
    Optional<Slot.Word> word(String spelling) {
        return Optional.ofNullable(words.get(spelling));
    }

    /** What the word stands for on its own. */
    Optional<ChosenWord> choice(String spelling) {
        return Optional.ofNullable(choices.get(spelling));
    }

    /** Whether the words of its lines stand in any order. */
    Optional<FreeLine> freeLine() {
        return Optional.ofNullable(type.getAnnotation(FreeLine.class));
    }

    /** The group of keywords that are known and not acted on. */
    Optional<NotServed> notServed(String spelling) {
        return Optional.ofNullable(notServed.get(spelling));
    }

    /** Every spelling that means something here. */
    Collection<String> spellings() {
        List<String> all = new ArrayList<>(words.keySet());
        all.addAll(choices.keySet());
        all.addAll(notServed.keySet());
        return all;
    }

    /** Every keyword, here or in a block inside, that has a block. */
    public Set<String> blockWords() {
        Set<String> all = new HashSet<>();
        words.forEach((spelling, word) -> {
            switch (word.content()) {
                case Slot.Content.Argument _, Slot.Content.Repeated _ -> {}
                case Slot.Content.Block(Vocabulary<?> inner) -> {
                    all.add(spelling);
                    all.addAll(inner.blockWords());
                }
                case Slot.Content.Blocks(Vocabulary<?> inner) -> {
                    all.add(spelling);
                    all.addAll(inner.blockWords());
                }
                case Slot.Content.Lines _, Slot.Content.Words _ -> all.add(spelling);
            }
        });
        for (NotServed group : type.getAnnotationsByType(NotServed.class)) {
            all.addAll(List.of(group.blocks()));
        }
        return all;
    }

    /** The blocks inside this one that know a keyword, lists aside; this one's name is "top level". */
    List<String> homes(String spelling) {
        List<String> homes = new ArrayList<>();
        if (spellings().contains(spelling)) {
            homes.add("the top level");
        }
        for (Slot.Word word : words.values()) {
            switch (word.content()) {
                case Slot.Content.Argument _, Slot.Content.Repeated _, Slot.Content.Words _, Slot.Content.Lines _ -> {}
                case Slot.Content.Block(Vocabulary<?> inner) -> inner.addHome(spelling, word, homes);
                case Slot.Content.Blocks(Vocabulary<?> inner) -> inner.addHome(spelling, word, homes);
            }
        }
        return homes;
    }

    private void addHome(String spelling, Slot.Word self, List<String> homes) {
        if (spellings().contains(spelling)) {
            homes.add(self.keyword().value());
        } else if (homes.isEmpty()) {
            homes.addAll(homes(spelling));
        }
    }

    List<Slot> slots() {
        return slots;
    }

    /** The name of a component in the code, as words: {@code notServed} is "not served". */
    String name(int component) {
        return components.get(component).getName().replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** A record of these values, one for each component in order. */
    R construct(List<?> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException bug) {
            throw new IllegalStateException("cannot make a " + type, bug);
        }
    }

    /** The components of {@code value}, in order. */
    List<Object> components(Record value) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            try {
                values.add(component.getAccessor().invoke(value));
            } catch (IllegalAccessException | InvocationTargetException bug) {
                throw new IllegalStateException("cannot read " + component, bug);
            }
        }
        return values;
    }

    /** The values of {@code record} by keyword, groups resolved: what other blocks inherit. */
    public Map<String, Object> values(R record) {
        Map<String, Object> values = new LinkedHashMap<>();
        collect(record, values);
        return values;
    }

    private void collect(Record record, Map<String, Object> into) {
        List<Object> values = components(record);
        for (int i = 0; i < slots.size(); i++) {
            switch (slots.get(i)) {
                case Slot.Word word -> into.put(word.keyword().value(), values.get(i));
                case Slot.Part part -> part.vocabulary().collect((Record) values.get(i), into);
                case Slot.First _, Slot.OneOf _, Slot.Name _, Slot.Computed _ -> {}
            }
        }
    }
}
