package org.keepvip.bench.measure;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One line of the table: a figure of both, less being better.
 *
 * @param figure what was measured, with its unit
 * @param keepalived keepalived's figure
 * @param keepvip KeepVIP's
 * @param goal the ratio to reach, if there is one
 */
record Row(String figure, OptionalDouble keepalived, OptionalDouble keepvip, String goal) {
    static final String HEADER = "| figure | keepalived | KeepVIP | ratio | goal |\n|---|---|---|---|---|";

    /** A ratio to less than this says nothing. */
    private static final double MEANINGFUL = 0.05;

    @Override
    public String toString() {
        return "| %s | %s | %s | %s | %s |".formatted(figure, text(keepalived), text(keepvip), ratio(), goal);
    }

    private String ratio() {
        if (keepalived.isEmpty() || keepvip.isEmpty() || keepalived.getAsDouble() < MEANINGFUL) {
            return "–";
        }
        return String.format(Locale.ROOT, "%.2f×", keepvip.getAsDouble() / keepalived.getAsDouble());
    }

    private static String text(OptionalDouble value) {
        if (value.isEmpty()) {
            return "–";
        }
        double number = value.getAsDouble();
        return String.format(Locale.ROOT, Math.abs(number) >= 100 ? "%.0f" : "%.2f", number);
    }
}
