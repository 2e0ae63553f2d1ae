package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/** Ports from {@code first} to {@code last}, both included, 1 to 65535. */
@Spelled(argument = "PORT[-PORT]", expected = "a port, or a range such as 8000-8080, the smaller first, 1..65535")
public record PortRange(int first, int last) {
    private static final int LAST = 65535;

    /** What {@code text} says; keepalived wants both ends even when they are the same. */
    public static Optional<PortRange> parse(String text) {
        return Span.parse(text)
                .filter(span -> span.first() > 0 && span.last() <= LAST)
                .map(span -> new PortRange((int) span.first(), (int) span.last()));
    }

    @Override
    public String toString() {
        return new Span(first, last).toString();
    }
}
