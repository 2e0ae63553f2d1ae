package org.keepvip.simulator;

import java.util.Iterator;
import java.util.List;

/**
 * What to run.
 *
 * @param from the first seed
 * @param seeds how many
 * @param nodes in each cluster, 2 to 8
 * @param trace print every event of the first seed
 * @param mutants run each mutant until it is caught, instead of the real state machine
 */
record Arguments(long from, int seeds, int nodes, boolean trace, boolean mutants) {
    static final String USAGE =
            "usage: [--seeds COUNT] [--from SEED] [--seed SEED] [--nodes 2..8] [--trace] [--mutants], numbers in decimal";

    static Arguments parse(String... args) {
        Arguments parsed = new Arguments(1, 1000, 3, false, false);
        for (Iterator<String> words = List.of(args).iterator(); words.hasNext(); ) {
            String word = words.next();
            parsed = switch (word) {
                case "--trace" -> new Arguments(parsed.from, parsed.seeds, parsed.nodes, true, parsed.mutants);
                case "--mutants" -> new Arguments(parsed.from, parsed.seeds, parsed.nodes, parsed.trace, true);
                default -> parsed.with(word, words);
            };
        }
        return parsed;
    }

    private Arguments with(String word, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(word + " lacks its value; " + USAGE);
        }
        long value = number(word, words.next());
        return switch (word) {
            case "--from" -> new Arguments(value, seeds, nodes, trace, mutants);
            case "--seed" -> new Arguments(value, 1, nodes, trace, mutants);
            case "--seeds" -> new Arguments(from, Math.clamp(value, 1, Integer.MAX_VALUE), nodes, trace, mutants);
            case "--nodes" -> new Arguments(from, seeds, Math.clamp(value, 2, 8), trace, mutants);
            default -> throw new IllegalArgumentException("unknown option " + word + "; " + USAGE);
        };
    }

    private static long number(String word, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(word + " takes a number, not " + text + "; " + USAGE, notOne);
        }
    }
}
