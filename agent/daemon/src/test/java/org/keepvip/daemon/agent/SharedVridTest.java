package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.vrrp.Statistic;

/** Unicast routers of one VRID on one interface, which keepalived allows: the peers tell them apart. */
@NeedsRoot
@Timeout(90)
class SharedVridTest {
    private static final String VIP = "10.99.0.100/24";
    private static final String OTHER_VIP = "10.99.0.101/24";

    @TempDir
    Path folder;

    private final Pair pair = new Pair();
    private final List<Host> hosts = new ArrayList<>();
    private final List<String> bugs = new CopyOnWriteArrayList<>();
    private final Recording left = new Recording();

    @AfterEach
    void clean() throws InterruptedException {
        for (Host host : hosts) {
            host.release(false);
            host.end();
        }
        pair.close();
        assertEquals(List.of(), bugs);
    }

    private static String instance(String name, int priority, String source, String peer, String vip) {
        return """
                vrrp_instance %s {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority %d
                    advert_int 0.1
                    %s
                    unicast_peer {
                        %s
                    }
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(name, priority, source, peer, vip);
    }

    private ConfigurationFile.Outcome configuration(String... instances) throws IOException {
        Path file = Files.writeString(folder.resolve("keepvip.conf"), String.join("", instances));
        return new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
    }

    private Host start(String namespace, Recording log, ConfigurationFile.Outcome configuration) throws IOException {
        Host host = Host.start(
                configuration.routers(),
                configuration.configuration().globals().scheduling(),
                Optional.of(namespace),
                false,
                log.journal(),
                _ -> _ -> {},
                bugs::addAll);
        hosts.add(host);
        return host;
    }

    private static long received(RouterReport router) {
        return router.statistics().getOrDefault(Statistic.ADVERTISEMENTS_RECEIVED, 0L);
    }

    @Test
    void eachHearsItsOwnPeersAndIsReloadedAlone() throws Exception {
        Pair.ip("-n", pair.right(), "address", "add", "10.99.0.3/24", "dev", "eth0");
        String peerOfA = instance("A", 200, "unicast_src_ip 10.99.0.2", "10.99.0.1", VIP);
        String peerOfB = instance("B", 200, "unicast_src_ip 10.99.0.3", "10.99.0.1", OTHER_VIP);
        start(pair.right(), new Recording(), configuration(peerOfA));
        start(pair.right(), new Recording(), configuration(peerOfB));
        Pair.until(() -> Pair.has(pair.right(), OTHER_VIP), () -> "the peer is no MASTER");
        String a = instance("A", 150, "", "10.99.0.2", VIP);
        String b = instance("B", 100, "", "10.99.0.3", OTHER_VIP);
        Host host = start(pair.left(), left, configuration(a, b));
        Pair.until(
                () -> host.report().stream().allMatch(router -> received(router) > 20),
                () -> left.lines().toString());
        assertEquals(List.of(), host.reload(configuration(b, a).routers()));
        String moved = instance("B", 100, "", "10.99.0.4", OTHER_VIP);
        assertEquals(List.of("(B) changed"), host.reload(configuration(moved, a).routers()));
        Pair.until(() -> Pair.has(pair.left(), OTHER_VIP), () -> left.lines().toString());
        assertFalse(Pair.has(pair.left(), VIP), () -> left.lines().toString());
        assertEquals(
                List.of("(B) no longer configured"),
                host.reload(configuration(a).routers()));
        assertFalse(left.tells("(A) Entering MASTER"), () -> left.lines().toString());
    }
}
