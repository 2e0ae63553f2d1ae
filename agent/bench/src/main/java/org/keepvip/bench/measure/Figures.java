package org.keepvip.bench.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.keepvip.bench.router.Implementation;

/** What the experiments found, by figure and implementation, in the order in which figures were first met. */
final class Figures {
    private final Map<String, String> goals = new LinkedHashMap<>();
    private final Map<String, Map<Implementation, Double>> values = new LinkedHashMap<>();

    /** Puts one figure down. */
    void put(Implementation who, String figure, String goal, double value) {
        goals.putIfAbsent(figure, goal);
        values.computeIfAbsent(figure, none -> new EnumMap<>(Implementation.class))
                .put(who, value);
        System.err.printf("    %s: %s %.3f%n", who, figure, value);
    }

    /** The table's lines. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        values.forEach((figure, both) -> rows.add(new Row(
                figure,
                value(both, Implementation.KEEPALIVED),
                value(both, Implementation.KEEPVIP),
                goals.getOrDefault(figure, ""))));
        return rows;
    }

    private static OptionalDouble value(Map<Implementation, Double> both, Implementation who) {
        Double value = both.get(who);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
