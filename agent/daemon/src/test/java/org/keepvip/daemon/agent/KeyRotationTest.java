package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Statistic;

/** auth_hmac between two agents: introduced, rotated and enforced, sweep by sweep, without a change of role. */
@NeedsRoot
@Timeout(120)
class KeyRotationTest {
    private static final String VIP = "10.99.0.100/24";
    private static final String FIRST = "key 1 0123456789abcdef0123456789abcdef";
    private static final String SECOND = "key 2 hex:" + "5a".repeat(32);
    private static final int PATIENT_ADVERTS = 8;

    @TempDir
    Path folder;

    private final Pair pair = new Pair();
    private final List<Host> hosts = new ArrayList<>();
    private final List<String> bugs = new CopyOnWriteArrayList<>();
    private final Recording left = new Recording();
    private final Recording right = new Recording();

    @AfterEach
    void clean() throws InterruptedException {
        for (Host host : hosts) {
            host.release(false);
            host.end();
        }
        pair.close();
        assertEquals(List.of(), bugs);
    }

    private ConfigurationFile.Outcome configuration(int priority, String... signature) throws IOException {
        String block = signature.length == 0 ? "" : "auth_hmac {\n" + String.join("\n", signature) + "\n}";
        Path file = Files.writeString(folder.resolve("keepvip.conf"), """
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority %d
                    advert_int 0.25
                    %s
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(priority, block, VIP));
        return new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
    }

    private List<Settings> routers(int priority, String... signature) throws IOException {
        return configuration(priority, signature).routers();
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

    private static long count(Host host, Statistic statistic) {
        return host.report().getFirst().statistics().getOrDefault(statistic, 0L);
    }

    private void untilHeardOn(Host host) {
        long heard = count(host, Statistic.ADVERTISEMENTS_RECEIVED);
        Pair.until(
                () -> count(host, Statistic.ADVERTISEMENTS_RECEIVED) > heard + PATIENT_ADVERTS,
                () -> right.lines() + " " + host.report().getFirst().rejections());
    }

    private void sweep(Host master, Host backup, String... signature) throws IOException {
        // The BACKUP first, and adverts in between, so that each step is seen with the other one behind.
        assertEquals(List.of("(VI) changed"), backup.reload(routers(100, signature)));
        untilHeardOn(backup);
        assertEquals(List.of("(VI) changed"), master.reload(routers(150, signature)));
        untilHeardOn(backup);
    }

    @Test
    void introducedRotatedAndEnforcedWithoutAChangeOfRole() throws Exception {
        Host master = start(pair.left(), left, configuration(150));
        Pair.until(() -> Pair.has(pair.left(), VIP), () -> left.lines().toString());
        Host backup = start(pair.right(), right, configuration(100));
        untilHeardOn(backup);
        sweep(master, backup, FIRST, "active_key 1", "mode receive-only");
        sweep(master, backup, FIRST, "active_key 1", "mode permissive");
        sweep(master, backup, FIRST, "active_key 1");
        sweep(master, backup, FIRST, SECOND, "active_key 1");
        sweep(master, backup, FIRST, SECOND, "active_key 2");
        sweep(master, backup, SECOND, "active_key 2");
        assertEquals(1, count(master, Statistic.BECAME_MASTER));
        assertEquals(0, count(master, Statistic.RELEASED_MASTER));
        assertEquals(
                0, count(backup, Statistic.BECAME_MASTER), () -> right.lines().toString());
        assertTrue(
                backup.report().getFirst().rejections().values().stream().allMatch(count -> count == 0),
                () -> backup.report().getFirst().rejections().toString());
    }

    /** Who has another key is not heard, and says so; the first to have the right one is. */
    @Test
    void aKeyThatOneDoesNotHaveMakesTwoMasters() throws Exception {
        Host master = start(pair.left(), left, configuration(150, FIRST, "active_key 1"));
        Pair.until(() -> Pair.has(pair.left(), VIP), () -> left.lines().toString());
        Host other = start(pair.right(), right, configuration(100, SECOND, "active_key 2"));
        Pair.until(() -> Pair.has(pair.right(), VIP), () -> right.lines().toString());
        Map<Rejection, Long> refused = other.report().getFirst().rejections();
        assertTrue(refused.getOrDefault(Rejection.SIGNATURE_KEY, 0L) > 0, refused::toString);
        assertTrue(count(other, Statistic.SIGNATURE_KEYS_UNKNOWN) > 0, refused::toString);
        assertTrue(
                right.tells("auth_hmac key id is not one of ours"),
                () -> right.lines().toString());
        other.reload(routers(100, FIRST, "active_key 1"));
        Pair.until(() -> !Pair.has(pair.right(), VIP), () -> right.lines().toString());
        assertEquals(0, count(master, Statistic.RELEASED_MASTER));
    }
}
