package org.keepvip.conf.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The names that a configuration defines, and those that are always there. */
final class Definitions {
    private static final Set<String> PREDEFINED = Set.of("_PWD", "_INSTANCE", "_RANDOM", "_ENV", "_HASH", "_BANG");
    /** The greatest value of {@code ${_RANDOM}} without a maximum. */
    private static final int RANDOM_MAX = 32767;

    private final Map<String, Definition> own = new HashMap<>();
    private final Map<String, String> environment;
    private final Consumer<Problem> problems;
    private final Dice dice;
    private String directory = "";
    private String instance;

    Definitions(Surroundings around, Consumer<Problem> problems) {
        this.environment = around.environment();
        this.instance = around.configId();
        this.dice = new Dice(around.seed());
        this.problems = problems;
    }

    void define(String name, Definition definition) {
        own.put(name, definition);
    }

    /** Sets {@code _PWD}. */
    void directory(String name) {
        directory = name;
    }

    /** Sets {@code _INSTANCE}, which is the configuration's id as long as the {@code instance} keyword has not named it. */
    void instance(String name) {
        instance = name;
    }

    /** Starts {@code _RANDOM} again. */
    void seed(long seed) {
        dice.seed(seed);
    }

    boolean knows(String name) {
        return own.containsKey(name) || PREDEFINED.contains(name);
    }

    /** How a name is used, or would be. */
    String usage(String name) {
        return switch (name) {
            case "_RANDOM" -> "${_RANDOM}, ${_RANDOM min} or ${_RANDOM min max}, of 0 to " + RANDOM_MAX;
            case "_ENV" -> "${_ENV NAME}";
            default ->
                knows(name)
                        ? "${" + name + "}, nothing behind the name"
                        : "a name that is defined above, as in $" + name + "=value";
        };
    }

    /** What a use stands for; nothing when its name is not defined or its argument makes no sense. */
    Optional<Definition> of(Use use, LineText line) {
        Definition defined = own.get(use.name());
        if (defined != null) {
            return use.argument().isEmpty() ? Optional.of(defined) : Optional.empty();
        }
        Location at = line.location(use.start(), use.end());
        Optional<String> value = switch (use.name()) {
            case "_PWD" -> plain(use, directory);
            case "_INSTANCE" -> plain(use, instance);
            case "_HASH" -> plain(use, "#");
            case "_BANG" -> plain(use, "!");
            case "_RANDOM" -> random(use, at);
            case "_ENV" -> variable(use, at);
            default -> Optional.empty();
        };
        return value.map(text -> new Definition(List.of(LineText.of(new SourceLine("", 0, text, null)))));
    }

    private static Optional<String> plain(Use use, String value) {
        return use.argument().isEmpty() ? Optional.of(value) : Optional.empty();
    }

    private Optional<String> variable(Use use, Location at) {
        if (use.argument().isEmpty()) {
            return Optional.empty();
        }
        String value = environment.get(use.argument());
        if (value == null) {
            problems.accept(Problem.error(Kind.GENERAL, at, "the environment has no variable " + use.argument())
                    .fix("set it where the agent is started; nothing is put here"));
        }
        return Optional.of(value == null ? "" : value);
    }

    private Optional<String> random(Use use, Location at) {
        String[] bounds =
                use.argument().isEmpty() ? new String[0] : use.argument().split("\\s+");
        if (bounds.length > 2) {
            return Optional.empty();
        }
        int[] range = {0, RANDOM_MAX};
        for (int i = 0; i < bounds.length; i++) {
            if (!bounds[i].matches("[0-9]{1,5}") || Integer.parseInt(bounds[i]) > RANDOM_MAX) {
                return Optional.empty();
            }
            range[i] = Integer.parseInt(bounds[i]);
        }
        if (range[0] > range[1]) {
            problems.accept(Problem.error(Kind.INVALID_NUMBER, at, "the minimum of _RANDOM is above its maximum")
                    .fix("the minimum is used: " + range[0]));
            return Optional.of(Integer.toString(range[0]));
        }
        return Optional.of(Integer.toString(range[0] + dice.below(range[1] - range[0] + 1)));
    }

    /** Numbers that look random and follow from a seed: the generator of drand48(3). */
    private static final class Dice {
        private static final long MASK = (1L << 48) - 1;
        private long state;

        Dice(long seed) {
            seed(seed);
        }

        void seed(long seed) {
            state = ((seed << 16) + 0x330E) & MASK;
        }

        int below(int bound) {
            state = (state * 0x5DEECE66DL + 0xB) & MASK;
            return (int) ((state >>> 17) % bound);
        }
    }
}
