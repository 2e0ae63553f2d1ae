package org.keepvip.conf.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * {@code ~SEQ(var, [start, [step,]] end) text}, {@code ~SEQx(…)} or {@code ~LST(var, value…) text}: a line that stands for the same
 * line once per value.
 *
 * @param names the definitions that change from round to round
 * @param rounds how many there are
 * @param values the values of the names in a round, counted from 0
 * @param text what each round repeats
 */
record Generator(List<String> names, long rounds, LongFunction<List<String>> values, LineText text) {
    private static final String SEQUENCE = "~SEQ(var, [start, [step,]] end) text";
    private static final String LIST = "~LST(var, value, …) text or ~LST({var, var}, {value, value}, …) text";

    static boolean starts(String line) {
        return line.startsWith("~SEQ") || line.startsWith("~LST");
    }

    /** The text of one round for a message: {@code i = 3}. */
    String round(List<String> roundValues) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(names.get(i)).append(" = ").append(roundValues.get(i));
        }
        return out.toString();
    }

    /** Reads a line that {@link #starts}; one that is malformed is a problem and nothing else. */
    static Optional<Generator> of(LineText line, UnaryOperator<String> expand, Consumer<Problem> problems) {
        boolean isList = line.text().startsWith("~LST");
        boolean isHex = line.text().startsWith("~SEQx");
        int open = Space.skip(line.text(), isHex ? 5 : 4);
        int close = line.text().indexOf(')', open);
        if (!line.text().startsWith("(", open) || close < 0) {
            problems.accept(malformed(line.location(), "a generator has its parameters between ( and )", isList));
            return Optional.empty();
        }
        List<List<String>> parameters = parameters(line.text().substring(open + 1, close));
        LineText text = line.after(close + 1).stripped();
        Read read = isList ? list(parameters, text) : sequence(parameters, isHex, expand, text);
        return switch (read) {
            case Read.Good(Generator generator) -> Optional.of(generator);
            case Read.Bad(String message) -> {
                problems.accept(malformed(line.location(open, close + 1), message, isList));
                yield Optional.empty();
            }
        };
    }

    private static Problem malformed(Location at, String message, boolean isList) {
        return Problem.error(Kind.GENERAL, at, message + "; the line is ignored")
                .expecting(isList ? LIST : SEQUENCE);
    }

    private sealed interface Read {
        record Good(Generator generator) implements Read {}

        record Bad(String message) implements Read {}
    }

    /** Cuts at commas; a parameter between braces is cut further, any other is a list of one. */
    private static List<List<String>> parameters(String text) {
        List<List<String>> parameters = new ArrayList<>();
        int i = 0;
        while (i <= text.length()) {
            int start = Space.skip(text, i);
            int close = text.startsWith("{", start) ? text.indexOf('}', start) : -1;
            int comma = text.indexOf(',', Math.max(close, i));
            int end = comma < 0 ? text.length() : comma;
            boolean isTuple = close > 0 && text.substring(close + 1, end).isBlank();
            parameters.add(
                    isTuple
                            ? split(text.substring(start + 1, close))
                            : List.of(text.substring(i, end).strip()));
            i = end + 1;
        }
        return parameters;
    }

    private static List<String> split(String tuple) {
        return List.of(tuple.split(",", -1)).stream().map(String::strip).toList();
    }

    private static Read list(List<List<String>> parameters, LineText text) {
        List<String> names = parameters.getFirst();
        List<List<String>> values = parameters.subList(1, parameters.size());
        for (String name : names) {
            if (!Names.isName(name)) {
                return notAName(name);
            }
        }
        if (values.isEmpty()) {
            return new Read.Bad("the list has no values");
        }
        for (List<String> value : values) {
            if (value.size() > names.size()) {
                return new Read.Bad("there are " + names.size() + " variables and " + value.size() + " values in '"
                        + String.join(", ", value) + "'");
            }
            if (value.stream().anyMatch(part -> Space.find(part, 0) < part.length())) {
                return new Read.Bad("a value cannot contain a space: '" + String.join(", ", value) + "'");
            }
        }
        List<List<String>> full =
                values.stream().map(value -> filled(value, names.size())).toList();
        return new Read.Good(new Generator(names, full.size(), round -> full.get((int) round), text));
    }

    /** A tuple that is too short ends with empty values. */
    private static List<String> filled(List<String> value, int size) {
        List<String> full = new ArrayList<>(value);
        while (full.size() < size) {
            full.add("");
        }
        return full;
    }

    private static Read notAName(String name) {
        return new Read.Bad("'" + name + "' cannot be the name of a variable");
    }

    private static Read sequence(
            List<List<String>> parameters, boolean isHex, UnaryOperator<String> expand, LineText text) {
        String name = parameters.getFirst().getFirst();
        if (parameters.getFirst().size() != 1 || !Names.isName(name)) {
            return notAName(String.join(", ", parameters.getFirst()));
        }
        if (parameters.size() < 2 || parameters.size() > 4) {
            return new Read.Bad("a sequence has a variable and one to three numbers");
        }
        List<Long> numbers = new ArrayList<>();
        for (List<String> parameter : parameters.subList(1, parameters.size())) {
            String word = expand.apply(String.join(",", parameter));
            Optional<Long> number = number(word);
            if (number.isEmpty()) {
                return new Read.Bad("'" + word + "' is not a number");
            }
            numbers.add(number.get());
        }
        long end = numbers.getLast();
        long start = numbers.size() > 1 ? numbers.getFirst() : end < 0 ? -1 : 1;
        long step = numbers.size() > 2 ? numbers.get(1) : end < start ? -1 : 1;
        if (step == 0 || (start != end && (end > start) != (step > 0))) {
            return new Read.Bad("steps of " + step + " never lead from " + start + " to " + end);
        }
        if (isHex && (start < 0 || end < 0)) {
            return new Read.Bad("a hexadecimal sequence has no negative numbers");
        }
        LongFunction<List<String>> values = round -> {
            long value = start + round * step;
            return List.of(isHex ? Long.toHexString(value) : Long.toString(value));
        };
        return new Read.Good(new Generator(List.of(name), (end - start) / step + 1, values, text));
    }

    /** A C integer: decimal, octal behind 0, hexadecimal behind 0x; of 32 bits. */
    private static Optional<Long> number(String word) {
        if (!word.matches("[+-]?(0[xX][0-9a-fA-F]{1,8}|[0-9]{1,11})")) {
            return Optional.empty();
        }
        try {
            return Optional.of((long) Integer.decode(word));
        } catch (NumberFormatException tooLargeOrNotOctal) {
            return Optional.empty();
        }
    }
}
