package org.keepvip.conf.keyword;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as the file writes them. */
public final class Seconds {
    private Seconds() {}

    /** Seconds without needless zeros: 1, 0.1, 40.95. */
    public static String text(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }
}
