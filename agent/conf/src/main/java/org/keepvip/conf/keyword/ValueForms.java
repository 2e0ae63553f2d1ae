package org.keepvip.conf.keyword;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;

/** The form of each type that a keyword's component may have. */
final class ValueForms {
    private static final Map<Type, ValueForm> BY_TYPE = Map.ofEntries(
            Map.entry(int.class, Numbers.whole(BigInteger::intValueExact)),
            Map.entry(Integer.class, Numbers.whole(BigInteger::intValueExact)),
            Map.entry(long.class, Numbers.whole(BigInteger::longValueExact)),
            Map.entry(Long.class, Numbers.whole(BigInteger::longValueExact)),
            Map.entry(Duration.class, Numbers.seconds()),
            Map.entry(boolean.class, new OnOff()),
            Map.entry(String.class, new Text()),
            Map.entry(IpAddress.class, ValueForm.ofWord("ADDRESS", ValueForms::address)),
            Map.entry(Prefix.class, ValueForm.ofWord("ADDRESS[/LENGTH]", ValueForms::prefix)));

    private ValueForms() {}

    /** The form of {@code type}; an {@code Optional}'s is that of what it holds. */
    static ValueForm of(Type type) {
        if (type instanceof ParameterizedType generic) {
            ValueForm form = of(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == List.class ? new Several(form) : form;
        }
        if (type instanceof Class<?> phrase && phrase.isAnnotationPresent(Phrase.class)) {
            return PhraseForm.of(phrase);
        }
        if (type instanceof Class<?> spelled && spelled.isAnnotationPresent(Spelled.class)) {
            return SpelledForm.of(spelled);
        }
        if (type instanceof Class<?> constants && constants.isEnum()) {
            return new OneOf(constants);
        }
        ValueForm form = BY_TYPE.get(type);
        if (form == null) {
            throw new IllegalArgumentException("no form reads a keyword's argument of " + type);
        }
        return form;
    }

    private static Outcome taken(Object value) {
        return new Outcome.Taken(value, 1);
    }

    private static Outcome address(String word) {
        return IpAddress.parse(word)
                .<Outcome>map(ValueForms::taken)
                .orElseGet(() -> new Outcome.Refused("expected an IP address, not '" + word + "'", false));
    }

    private static Outcome prefix(String word) {
        int slash = word.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? word : word.substring(0, slash));
        if (address.isEmpty()) {
            return new Outcome.Refused("expected an IP address, such as 192.0.2.1/24, not '" + word + "'", false);
        }
        Prefix host = Prefix.host(address.get());
        if (slash < 0) {
            return taken(host);
        }
        String length = word.substring(slash + 1);
        if (length.matches("\\d{1,3}") && Integer.parseInt(length) <= host.length()) {
            return taken(new Prefix(host.address(), Integer.parseInt(length)));
        }
        return new Outcome.Mended(
                host, 1, "prefix length '" + length + "' is outside 0.." + host.length() + "; " + host + " is used");
    }

    /** A switch: the word alone is on; where the keyword allows it, {@code on}, {@code off} and their like. */
    private static final class OnOff implements ValueForm {
        @Override
        public Outcome read(List<String> words, Keyword keyword) {
            if (!keyword.onOff() || words.isEmpty()) {
                return new Outcome.Taken(true, 0);
            }
            return switch (words.getFirst()) {
                case "true", "on", "yes" -> taken(true);
                case "false", "off", "no" -> taken(false);
                default ->
                    new Outcome.Refused(
                            keyword.value() + " takes on or off (or true, yes, false, no), not '" + words.getFirst()
                                    + "'",
                            false);
            };
        }

        @Override
        public String write(Object value, Keyword keyword) {
            return Boolean.TRUE.equals(value) ? "on" : "off";
        }

        @Override
        public String argument(Keyword keyword) {
            return keyword.onOff() ? "[on|off]" : "";
        }
    }

    private static final class Text implements ValueForm {
        @Override
        public Outcome read(List<String> words, Keyword keyword) {
            if (words.isEmpty()) {
                return new Outcome.Missing();
            }
            String text = words.getFirst();
            return text.length() > keyword.length()
                    ? new Outcome.Refused(
                            keyword.value() + " '" + text + "' has " + text.length() + " characters, more than "
                                    + keyword.length(),
                            false)
                    : taken(text);
        }

        @Override
        public String write(Object value, Keyword keyword) {
            String text = value.toString();
            return text.isEmpty() || text.chars().anyMatch(c -> Character.isWhitespace(c) || "{}#!".indexOf(c) >= 0)
                    ? '"' + text + '"'
                    : text;
        }

        @Override
        public String argument(Keyword keyword) {
            return "TEXT";
        }
    }

    /** One of an enum's constants. Those in capitals in the file are the ones keepalived writes so: no bare form. */
    private static final class OneOf implements ValueForm {
        private final List<Enum<?>> constants;

        OneOf(Class<?> type) {
            this.constants = Arrays.stream(type.getEnumConstants())
                    .<Enum<?>>map(constant -> (Enum<?>) constant)
                    .toList();
        }

        @Override
        public Outcome read(List<String> words, Keyword keyword) {
            if (words.isEmpty()) {
                return new Outcome.Missing();
            }
            for (Enum<?> constant : constants) {
                if (spelling(constant, keyword).equals(words.getFirst())) {
                    return taken(constant);
                }
            }
            String spellings = constants.stream()
                    .map(constant -> spelling(constant, keyword))
                    .collect(Collectors.joining(" or "));
            return new Outcome.Refused(
                    keyword.value() + " takes " + spellings + ", not '" + words.getFirst() + "'", false);
        }

        private static String spelling(Enum<?> constant, Keyword keyword) {
            return keyword.bare().isEmpty() ? constant.name() : constant.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String write(Object value, Keyword keyword) {
            return spelling((Enum<?>) value, keyword);
        }

        @Override
        public String argument(Keyword keyword) {
            return constants.stream()
                    .map(constant -> spelling(constant, keyword))
                    .collect(Collectors.joining("|"));
        }
    }

    /** All words of the line. */
    private record Several(ValueForm form) implements ValueForm {
        @Override
        public Outcome read(List<String> words, Keyword keyword) {
            if (words.isEmpty() && !keyword.min().isEmpty()) {
                return new Outcome.Missing();
            }
            List<Object> values = new ArrayList<>();
            for (String word : words) {
                switch (form.read(List.of(word), keyword)) {
                    case Outcome.Taken taken -> values.add(taken.value());
                    case Outcome.Mended mended -> values.add(mended.value());
                    case Outcome.Refused refused -> {
                        return refused;
                    }
                    case Outcome.Missing missing -> {
                        return missing;
                    }
                }
            }
            return new Outcome.Taken(List.copyOf(values), words.size());
        }

        @Override
        public String write(Object value, Keyword keyword) {
            return ((List<?>) value)
                    .stream().map(element -> form.write(element, keyword)).collect(Collectors.joining(" "));
        }

        @Override
        public String argument(Keyword keyword) {
            return form.argument(keyword) + " …";
        }
    }
}
