package org.keepvip.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Sighting;
import org.keepvip.bench.wire.Sighting.Advert;

/** Two hundred reloads in a minute of 255 virtual routers, of which one is changed each time; the switch judges. */
@Tag("root")
@ExtendWith(RootCondition.class)
class ReloadTest {
    private static final int ROUTERS = 255;
    private static final int RELOADS = 200;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PACE = Duration.ofMillis(300);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_GAP = INTERVAL.multipliedBy(3).dividedBy(2);
    private static final int BETTER = 150;
    private static final int LESSER = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DONE = "reloaded, ";

    /** How often each router was changed: an even change is another priority, an odd one another address. */
    private final int[] changes = new int[ROUTERS];

    private String configuration(int base) {
        StringBuilder text = new StringBuilder("global_defs {\n  vrrp_version 3\n  router_id lab\n}\n");
        for (int i = 0; i < ROUTERS; i++) {
            text.append("vrrp_instance VI_%d {\n  interface eth0\n  virtual_router_id %d\n".formatted(i, i + 1))
                    .append("  priority %d\n  advert_int 1\n".formatted(base + (changes[i] + 1) / 2))
                    .append("  virtual_ipaddress {\n    10.50.%d.1/32 dev eth0\n  }\n".formatted(i))
                    .append("  virtual_ipaddress_excluded {\n");
            for (int address = 0; address <= changes[i] / 2; address++) {
                text.append("    10.60.%d.%d/32 dev eth0\n".formatted(i, address + 1));
            }
            text.append("  }\n}\n");
        }
        return text.toString();
    }

    @Test
    @Timeout(400)
    void disturbsNobody() throws Exception {
        try (Lab lab = Lab.open();
                Capture capture = Capture.on(lab.bridge(), "br0");
                Router left =
                        Router.start(Implementation.KEEPVIP, lab.directory(), lab.left(), configuration(BETTER))) {
            awaitAll(capture, lab.left().mac());
            try (Router right =
                    Router.start(Implementation.KEEPALIVED, lab.directory(), lab.right(), configuration(LESSER))) {
                capture.watch(INTERVAL.multipliedBy(5));
                Path monitored = lab.directory().resolve("addresses");
                Process monitor = Command.of("ip", "-o", "monitor", "address")
                        .in(lab.left().namespace())
                        .start(monitored);
                Instant begin = Instant.now();
                reload(left, capture);
                Instant end = Instant.now();
                capture.watch(INTERVAL.multipliedBy(2));
                monitor.destroy();
                assertEquals(RELOADS, left.told("reloaded, 1 changes"), left::logTail);
                judge(capture.since(begin), lab, end);
                List<String> flaps = flaps(monitored);
                assertEquals(List.of(), flaps, "addresses were taken off");
                assertTrue(right.alive(), right::logTail);
            }
        }
    }

    /** Changes one router after the other, each when the one before was done: a minute of it where the machine keeps up. */
    private void reload(Router left, Capture capture) throws IOException {
        Path file = left.file("keepalived.conf");
        Instant begin = Instant.now();
        for (int n = 0; n < RELOADS; n++) {
            changes[n * 7 % ROUTERS]++;
            Files.writeString(file, configuration(BETTER));
            long before = left.told(DONE);
            left.reload();
            Instant deadline = Instant.now().plus(PATIENCE);
            while (left.told(DONE) <= before && Instant.now().isBefore(deadline)) {
                capture.watch(LOOK);
            }
            capture.watch(Duration.between(Instant.now(), begin.plus(PACE.multipliedBy(n + 1))));
        }
    }

    private static void judge(List<Sighting> sightings, Lab lab, Instant end) {
        Map<Integer, Instant> last = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (Sighting seen : sightings) {
            if (seen instanceof Advert advert) {
                if (!advert.mac().equals(lab.left().mac())) {
                    found.add(advert.at() + " an advert of the other node: " + advert);
                }
                if (advert.priority() == 0) {
                    found.add(advert.at() + " released: " + advert);
                }
                Instant before = last.put(advert.vrid(), advert.at());
                if (before != null) {
                    Duration allowed = LONGEST_GAP.plus(Stalls.between(before, advert.at()));
                    if (Duration.between(before, advert.at()).compareTo(allowed) > 0) {
                        found.add(advert.vrid() + " was silent from " + before + " to " + advert.at());
                    }
                }
            }
        }
        last.forEach((vrid, at) -> {
            if (at.isBefore(end)) {
                found.add(vrid + " fell silent at " + at);
            }
        });
        assertEquals(ROUTERS, last.size());
        assertEquals(List.of(), found);
    }

    private static List<String> flaps(Path monitored) throws IOException {
        try (Stream<String> lines = Files.lines(monitored)) {
            return lines.filter(line -> line.startsWith("Deleted")).toList();
        }
    }

    private static void awaitAll(Capture capture, String mac) {
        for (int vrid = 1; vrid <= ROUTERS; vrid++) {
            int wanted = vrid;
            assertTrue(
                    capture.await(
                                    Instant.MIN,
                                    seen -> seen instanceof Advert advert
                                            && advert.vrid() == wanted
                                            && advert.mac().equals(mac),
                                    PATIENCE)
                            .isPresent(),
                    "VRID " + wanted + " is not MASTER");
        }
    }
}
