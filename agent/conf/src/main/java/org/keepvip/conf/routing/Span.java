package org.keepvip.conf.routing;

import java.util.Optional;
import org.keepvip.conf.keyword.Spelled;

/** Numbers from {@code first} to {@code last}, both included: user ids. */
@Spelled(argument = "NUMBER[-NUMBER]", expected = "a number, or a range such as 1000-1999, the smaller first")
public record Span(long first, long last) {
    /** What {@code text} says; keepalived wants both ends even when they are the same. */
    public static Optional<Span> parse(String text) {
        int dash = text.indexOf('-');
        Optional<Unsigned> first = Unsigned.parse(dash < 0 ? text : text.substring(0, dash));
        Optional<Unsigned> last = dash < 0 ? first : Unsigned.parse(text.substring(dash + 1));
        return first.isPresent()
                        && last.isPresent()
                        && first.get().value() <= last.get().value()
                ? Optional.of(new Span(first.get().value(), last.get().value()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
