package org.keepvip.conf.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keepvip.conf.keyword.Spelled;

/**
 * MPLS labels to push, the outermost first.
 *
 * @param labels 0 to 1048575 each (RFC 3032 section 2.1)
 */
@Spelled(argument = "LABEL[/LABEL]…", expected = "MPLS labels 0..1048575 with a / between")
public record MplsLabels(List<Integer> labels) {
    private static final long MOST = (1 << 20) - 1L;
    private static final int LONGEST_STACK = 30;

    /** What {@code text} says. */
    public static Optional<MplsLabels> parse(String text) {
        List<Integer> labels = new ArrayList<>();
        for (String word : text.split("/", -1)) {
            Optional<Long> label = Unsigned.parse(word).map(Unsigned::value).filter(number -> number <= MOST);
            if (label.isEmpty()) {
                return Optional.empty();
            }
            labels.add(label.get().intValue());
        }
        return labels.size() > LONGEST_STACK ? Optional.empty() : Optional.of(new MplsLabels(List.copyOf(labels)));
    }

    @Override
    public String toString() {
        return labels.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
}
