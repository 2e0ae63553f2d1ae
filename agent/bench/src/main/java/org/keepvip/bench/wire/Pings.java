package org.keepvip.bench.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keepvip.bench.wire.Sighting.Answer;
import org.keepvip.bench.wire.Sighting.Question;

/**
 * A client's echo requests in a span of a capture.
 *
 * @param sent how many it sent
 * @param lost how many of them nobody answered
 * @param longestGap the longest span between two answers that followed each other
 */
public record Pings(int sent, int lost, Duration longestGap) {
    /** Counts the requests that a client sent to an address between two moments. */
    public static Pings between(List<Sighting> sightings, String client, String address, Instant from, Instant to) {
        Set<Integer> unanswered = new HashSet<>();
        int sent = 0;
        Instant answered = from;
        Duration longest = Duration.ZERO;
        for (Sighting seen : sightings) {
            if (seen.at().isBefore(from)) {
                continue;
            }
            if (seen instanceof Question question
                    && question.sequence() >= 0
                    && question.mac().equals(client)
                    && question.address().equals(address)
                    && question.at().isBefore(to)) {
                sent++;
                unanswered.add(question.sequence());
            } else if (seen instanceof Answer answer
                    && answer.sequence() >= 0
                    && answer.address().equals(address)
                    && unanswered.remove(answer.sequence())) {
                Duration gap = Duration.between(answered, answer.at());
                longest = gap.compareTo(longest) > 0 ? gap : longest;
                answered = answer.at();
            }
        }
        return new Pings(sent, unanswered.size(), longest);
    }
}
