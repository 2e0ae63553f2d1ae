package org.keepvip.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;
import org.keepvip.bench.theory.Timers;
import org.keepvip.bench.theory.Window;
import org.keepvip.bench.wire.Capture;
import org.keepvip.bench.wire.Sighting.Advert;

/** The file that most people begin with, unchanged on both nodes: it runs, moves over and comes back, whichever daemon reads it. */
@Tag("root")
@ExtendWith(RootCondition.class)
class TutorialTest {
    private static final List<String> VIPS = List.of("10.99.0.100", "10.99.0.101", "10.99.0.102");
    private static final int PLAYS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @ParameterizedTest(name = "{0} with {1}, {2}")
    @CsvSource({
        "KEEPVIP, KEEPALIVED, vrrp_strict",
        "KEEPVIP, KEEPALIVED, ''",
        "KEEPALIVED, KEEPVIP, vrrp_strict",
        "KEEPALIVED, KEEPVIP, ''"
    })
    void runsUnchanged(Implementation left, Implementation right, String strict) {
        String late = "";
        for (int play = 0; play < PLAYS; play++) {
            late = late(left, right, strict);
            if (late.isEmpty()) {
                return;
            }
        }
        fail(late);
    }

    /** Plays it once: what is wrong fails; what was only outside the window is told, for the machine may have been busy. */
    private static String late(Implementation left, Implementation right, String strict) {
        try (Lab lab = Lab.open();
                Capture capture = Capture.on(lab.bridge(), "br0");
                Router master = Router.start(left, lab.directory(), lab.left(), conf("MASTER", 150, strict));
                Router backup = Router.start(right, lab.directory(), lab.right(), conf("BACKUP", 100, strict))) {
            Instant first = advert(capture, lab.left(), master, master.started(), false);
            capture.watch(Duration.ofSeconds(2));
            assertTrue(holds(lab.left(), Instant.now()), () -> "left holds them\n" + master.logTail());
            assertFalse(lab.right().addresses().contains(VIPS.getFirst()));
            assertTrue(first.isAfter(master.started()));
            Instant told = master.terminate();
            Instant released = advert(capture, lab.left(), master, told, true);
            Instant taken = advert(capture, lab.right(), backup, released, false);
            Window window = Window.around(
                    new Timers(2, Duration.ofSeconds(1), 100).skew(), Duration.ofMillis(12), Duration.ofMillis(100));
            assertTrue(holds(lab.right(), taken), () -> "right holds them\n" + backup.logTail());
            Duration gap = Duration.between(released, taken);
            return window.allows(gap) ? "" : "taken over after " + gap + ", allowed " + window;
        }
    }

    private static boolean holds(Node node, Instant from) {
        Instant end = from.plusSeconds(1);
        while (!node.addresses().containsAll(VIPS)) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
        }
        return true;
    }

    private static Instant advert(Capture capture, Node node, Router router, Instant from, boolean release) {
        return capture.await(
                        from,
                        seen -> seen instanceof Advert advert
                                && advert.mac().equals(node.mac())
                                && (advert.priority() == 0) == release,
                        PATIENCE)
                .orElseThrow(() -> new AssertionError(node.name() + " sent nothing\n" + router.logTail()))
                .at();
    }

    private static String conf(String state, int priority, String strict) {
        try (var stream = Objects.requireNonNull(TutorialTest.class.getResourceAsStream("/tutorial.conf"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@STRICT@", strict)
                    .replace("@STATE@", state)
                    .replace("@PRIORITY@", Integer.toString(priority));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
