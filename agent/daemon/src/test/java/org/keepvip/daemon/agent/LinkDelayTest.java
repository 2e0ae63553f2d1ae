package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.vrrp.tracking.LinkDelay;

/** An agent whose cable is pulled for a moment, and for longer. */
@NeedsRoot
@Timeout(90)
class LinkDelayTest {
    private static final String VIP = "10.99.0.100/24";

    @TempDir
    Path folder;

    private final Pair pair = new Pair();
    private final List<Host> hosts = new ArrayList<>();
    private final List<String> bugs = new CopyOnWriteArrayList<>();
    private final Recording log = new Recording();

    @AfterEach
    void clean() throws InterruptedException {
        for (Host host : hosts) {
            host.release(false);
            host.end();
        }
        pair.close();
        assertEquals(List.of(), bugs);
    }

    private ConfigurationFile.Outcome configuration(String delays) throws Exception {
        Path file = folder.resolve("keepvip.conf");
        Files.writeString(file, """
                interface_up_down_delays {
                    %s
                }
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority 150
                    advert_int 1
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(delays, VIP));
        return new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
    }

    private Host start(ConfigurationFile.Outcome configuration) throws Exception {
        Host host = Host.start(
                configuration.routers(),
                configuration.configuration().globals().scheduling(),
                Optional.of(pair.left()),
                false,
                log.journal(),
                _ -> _ -> {},
                bugs::addAll);
        hosts.add(host);
        host.review(view ->
                view.delays(LinkDelay.of(configuration.configuration().interfaceDelays(), configuration.routers())));
        Pair.until(() -> Pair.has(pair.left(), VIP), () -> log.lines().toString());
        return host;
    }

    private void cable(String state) {
        Pair.ip("-n", pair.right(), "link", "set", "eth0", state);
    }

    @Test
    void aShortFlapDoesNothing() throws Exception {
        start(configuration("eth0 1.5 0"));
        for (int i = 0; i < 3; i++) {
            cable("down");
            cable("up");
        }
        Duration passed = Pair.until(
                () -> Pair.ip("-n", pair.left(), "-br", "link", "show", "dev", "eth0")
                        .contains("LOWER_UP"),
                () -> "no carrier");
        assertTrue(passed.compareTo(Duration.ofSeconds(1)) < 0, passed::toString);
        assertTrue(Pair.has(pair.left(), VIP));
        assertFalse(log.tells("FAULT"), () -> log.lines().toString());
    }

    @Test
    void aLongOneIsAFault() throws Exception {
        start(configuration("eth0 1.5 0.5"));
        long begin = System.nanoTime();
        cable("down");
        Pair.until(() -> log.tells("Entering FAULT STATE"), () -> log.lines().toString());
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(1500).toNanos());
        long end = System.nanoTime();
        cable("up");
        Pair.until(
                () -> log.lines().stream()
                                .filter(line -> line.contains("Entering BACKUP STATE"))
                                .count()
                        == 2,
                () -> log.lines().toString());
        assertTrue(System.nanoTime() - end >= Duration.ofMillis(500).toNanos());
    }

    @Test
    void aDelayLeavesAMasterTimeToGiveUp() throws Exception {
        ConfigurationFile.Outcome read = configuration("eth0 10");
        assertEquals(
                Map.of("eth0", new LinkDelay(Duration.ofNanos(1_996_093_000), Duration.ofSeconds(10))),
                LinkDelay.of(read.configuration().interfaceDelays(), read.routers()));
    }

    @Test
    void aCarrierThatIsAskedForCounts() throws Exception {
        Host host = start(configuration("eth1 1"));
        host.review(view -> view.carrier("eth0", false));
        Pair.until(() -> log.tells("Entering FAULT STATE"), () -> log.lines().toString());
        host.review(view -> view.asked(Set.of()));
        Pair.until(
                () -> log.lines().stream()
                                .filter(line -> line.contains("Entering BACKUP STATE"))
                                .count()
                        == 2,
                () -> log.lines().toString());
    }
}
