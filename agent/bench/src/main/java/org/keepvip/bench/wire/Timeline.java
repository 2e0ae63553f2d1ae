package org.keepvip.bench.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.keepvip.bench.wire.Sighting.Advert;
import org.keepvip.bench.wire.Sighting.Announcement;
import org.keepvip.bench.wire.Sighting.Answer;
import org.keepvip.bench.wire.Sighting.Question;

/** A capture in few lines: runs of the same thing from the same router become one line, beside the moments of the lab. */
public final class Timeline {
    private final Instant start;
    private final Function<String, String> names;
    private final TreeMap<Instant, List<String>> lines = new TreeMap<>();
    private final List<Run> open = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param start time zero
     * @param names who has a hardware address
     */
    public Timeline(Instant start, Function<String, String> names) {
        this.start = start;
        this.names = names;
    }

    /** Adds something that the lab did. */
    public void moment(Instant at, String what) {
        line(at, "-- " + what);
    }

    /** Adds a capture. A run ends where nothing of its kind follows within the given span. */
    public void add(List<Sighting> sightings, Duration silence) {
        for (Sighting seen : sightings) {
            String what = what(seen);
            if (!what.isEmpty()) {
                Run run = open.stream()
                        .filter(other -> other.what.equals(what))
                        .findFirst()
                        .orElse(null);
                if (run != null && Duration.between(run.last, seen.at()).compareTo(silence) > 0) {
                    close(run);
                    run = null;
                }
                if (run == null) {
                    run = new Run(what, seen.at());
                    open.add(run);
                }
                run.last = seen.at();
                run.count++;
            }
        }
        List.copyOf(open).forEach(this::close);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines.forEach((at, several) -> several.forEach(line -> text.append(String.format(
                        Locale.ROOT, "  %9.4f  ", Duration.between(start, at).toNanos() / 1e9))
                .append(line)
                .append('\n')));
        return text.toString();
    }

    private String what(Sighting seen) {
        String who = names.apply(seen.mac());
        return switch (seen) {
            case Advert advert ->
                advert.priority() == 0
                        ? who + " releases (priority 0)"
                        : who + " adverts, priority " + advert.priority() + ", to " + advert.to();
            case Announcement announcement -> who + " announces " + announcement.address();
            case Answer answer -> who + " answers for " + answer.address();
            case Question question -> "";
        };
    }

    private void close(Run run) {
        open.remove(run);
        if (run.count == 1) {
            line(run.first, run.what);
        } else {
            line(
                    run.first,
                    String.format(
                            Locale.ROOT,
                            "%s, %d times until %.4f",
                            run.what,
                            run.count,
                            Duration.between(start, run.last).toNanos() / 1e9));
        }
    }

    private void line(Instant at, String text) {
        lines.computeIfAbsent(at, none -> new ArrayList<>()).add(text);
    }

    private static final class Run {
        private final String what;
        private final Instant first;
        private Instant last;
        private int count;

        Run(String what, Instant first) {
            this.what = what;
            this.first = first;
            this.last = first;
        }
    }
}
