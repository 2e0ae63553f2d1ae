package org.keepvip.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keepvip.bench.lab.FrameStream;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Protocol;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.router.Setup;
import org.keepvip.bench.router.Transport;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Sighting.Advert;

/** Broken adverts of every kind, at a MASTER and at a BACKUP together: nothing moves, no advert is late, no log fills. */
@Tag("root")
@ExtendWith(RootCondition.class)
class BrokenAdvertsTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("keepvip.flood.seconds", 60));
    private static final Implementation WHO =
            Implementation.valueOf(System.getProperty("keepvip.flood.router", "KEEPVIP"));
    private static final int LOG_LINES = 100;

    @Test
    void tenASecond() {
        flood(Duration.ofMillis(100));
    }

    @Test
    void fiveThousandASecond() {
        flood(Duration.ofNanos(200_000));
    }

    private static void flood(Duration every) {
        try (Lab lab = Lab.open();
                Capture capture = Capture.on(lab.bridge(), "br0");
                Router master = Router.start(WHO, lab, lab.left(), setup(200))) {
            assertTrue(first(capture, lab.left().mac()), "left never became MASTER\n" + master.logTail());
            try (Router backup = Router.start(WHO, lab, lab.right(), setup(100))) {
                capture.watch(Duration.ofSeconds(2));
                long before = Math.max(master.logLines(), backup.logLines());
                Instant begin = Instant.now();
                try (FrameStream _ = FrameStream.start(lab.client(), BrokenAdverts.version3(lab.client()), every)) {
                    capture.watch(SPAN);
                }
                judge(lab, capture, begin);
                assertTrue(master.logLines() - before < LOG_LINES, "MASTER's log has " + master.logLines() + " lines");
                assertTrue(backup.logLines() - before < LOG_LINES, "BACKUP's log has " + backup.logLines() + " lines");
            }
        }
    }

    private static void judge(Lab lab, Capture capture, Instant begin) {
        List<Advert> adverts = capture.since(begin).stream()
                .filter(Advert.class::isInstance)
                .map(Advert.class::cast)
                .toList();
        assertTrue(
                adverts.stream()
                        .noneMatch(advert -> advert.mac().equals(lab.right().mac())),
                "the BACKUP spoke");
        List<Instant> master = adverts.stream()
                .filter(advert -> advert.mac().equals(lab.left().mac()))
                .map(Advert::at)
                .toList();
        Duration longest = Duration.ZERO;
        Instant last = begin;
        for (Instant at : master) {
            // What the machine kept everybody waiting is not the router's.
            Duration gap = Duration.between(last, at).minus(Stalls.between(last, at));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            last = at;
        }
        assertTrue(master.size() >= SPAN.dividedBy(INTERVAL) * 9 / 10, "the MASTER sent only " + master.size());
        assertTrue(
                longest.compareTo(INTERVAL.multipliedBy(3).dividedBy(2)) <= 0,
                "the longest gap between two adverts was " + longest);
    }

    private static Setup setup(int priority) {
        return Setup.of(Protocol.V3_IPV4, Transport.MULTICAST, INTERVAL, priority);
    }

    private static boolean first(Capture capture, String mac) {
        return capture.await(
                        Instant.MIN,
                        seen -> seen instanceof Advert advert && advert.mac().equals(mac),
                        Duration.ofSeconds(15))
                .isPresent();
    }
}
