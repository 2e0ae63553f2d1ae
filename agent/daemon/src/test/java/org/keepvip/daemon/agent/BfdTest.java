package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.bfd.BfdSessions;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** BFD on a real kernel: with itself, with FRR's bfdd and with keepalived's. */
@NeedsRoot
@Timeout(90)
class BfdTest {
    private static final String VIP = "10.99.0.100/24";
    /** The detection time, and what a crowded machine may take besides. */
    private static final Duration SOON = Duration.ofMillis(1_500);

    @TempDir
    Path folder;

    private final Pair pair = new Pair();
    private final List<BfdSessions> sessions = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final List<Process> others = new ArrayList<>();
    private final List<Object> bugs = new CopyOnWriteArrayList<>();
    private final Recording left = new Recording();
    private final Recording right = new Recording();

    @BeforeEach
    void open() {
        // FRR's daemons run as a user of their own.
        Pair.run(List.of("chmod", "0777", folder.toString()));
    }

    @AfterEach
    void clean() throws InterruptedException {
        sessions.forEach(BfdSessions::close);
        for (Host host : hosts) {
            host.release(false);
            host.end();
        }
        for (Process other : others) {
            other.destroyForcibly().waitFor();
        }
        pair.close();
        assertEquals(List.of(), bugs);
    }

    /** What a tracker was said to be, in order. */
    private static final class Readings {
        private final List<Reading> heard = new CopyOnWriteArrayList<>();

        private void accept(Tracker tracker, Reading reading) {
            assertEquals(new Tracker(Tracker.Kind.BFD, "B"), tracker);
            heard.add(reading);
        }

        private boolean isUp() {
            return !heard.isEmpty() && heard.getLast() instanceof Reading.Up;
        }
    }

    private static String bfd(String own, String neighbour, String... more) {
        return """
                bfd_instance B {
                    source_ip %s
                    neighbor_ip %s
                    min_tx 50
                    min_rx 50
                    multiplier 3
                    %s
                }
                """.formatted(own, neighbour, String.join("\n    ", more));
    }

    private static String instance(int priority, String... more) {
        return """
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority %d
                    advert_int 0.1
                    virtual_ipaddress {
                        %s
                    }
                    %s
                }
                """.formatted(priority, VIP, String.join("\n    ", more));
    }

    private ConfigurationFile.Outcome configuration(String... blocks) throws IOException {
        Path file = Files.writeString(folder.resolve("keepvip.conf"), String.join("", blocks));
        return new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
    }

    private static final String TRACKS = "track_bfd {\n        B\n    }";

    private ConfigurationFile.Outcome leftConfiguration(String... more) throws IOException {
        return configuration(bfd("10.99.0.1", "10.99.0.2", more), instance(150, TRACKS));
    }

    private BfdSessions start(
            String namespace, Recording log, Readings readings, ConfigurationFile.Outcome configuration) {
        BfdSessions started = new BfdSessions(Optional.of(namespace), readings::accept, log.journal(), bugs::add);
        sessions.add(started);
        started.change(configuration.configuration().bfds());
        return started;
    }

    private void until(Readings readings, boolean up) {
        Pair.until(() -> readings.isUp() == up, () -> left.lines() + " " + right.lines() + " " + tail());
    }

    private String tail() {
        try {
            Path log = folder.resolve("other.log");
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process other(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", pair.right()));
        words.addAll(Arrays.asList(command));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("other.log").toFile()))
                .start();
        others.add(process);
        return process;
    }

    @Test
    void twoOfUsComeUpKeepUpThroughOtherTimersAndSayGoodbye() throws Exception {
        Readings ours = new Readings();
        Readings theirs = new Readings();
        BfdSessions first = start(pair.left(), left, ours, leftConfiguration());
        BfdSessions second =
                start(pair.right(), right, theirs, configuration(bfd("10.99.0.2", "10.99.0.1"), instance(1, TRACKS)));
        until(ours, true);
        until(theirs, true);
        first.change(leftConfiguration("weight 3").configuration().bfds());
        first.change(
                configuration(bfd("10.99.0.1", "10.99.0.2").replace("min_tx 50", "min_tx 300"), instance(150, TRACKS))
                        .configuration()
                        .bfds());
        int told = theirs.heard.size();
        Pair.until(() -> packets(pair.right()) > 0 && !quick(pair.right()), () -> left.lines() + " " + right.lines());
        assertEquals(told, theirs.heard.size(), () -> right.lines().toString());
        assertTrue(ours.isUp() && theirs.isUp(), () -> left.lines() + " " + right.lines());
        second.close();
        until(ours, false);
        Pair.until(
                () -> left.tells("the neighbour says it is down"),
                () -> left.lines().toString());
    }

    /** Whether BFD packets come in more often than ten in a second. */
    private static boolean quick(String end) {
        long before = packets(end);
        long begin = System.nanoTime();
        Pair.until(() -> packets(end) >= before + 4, () -> "no BFD packet");
        return System.nanoTime() - begin < 4 * 100_000_000L;
    }

    private static long packets(String end) {
        String[] lines = Pair.ip("netns", "exec", end, "cat", "/proc/net/snmp")
                .lines()
                .filter(line -> line.startsWith("Udp:"))
                .toArray(String[]::new);
        return Long.parseLong(lines[1].split(" ", -1)[1]);
    }

    @Test
    void onlyTheNeighbourIsHeardAndOnlyFromNextDoor() throws Exception {
        Readings ours = new Readings();
        Readings theirs = new Readings();
        start(pair.left(), left, ours, leftConfiguration());
        start(
                pair.right(),
                right,
                theirs,
                configuration(bfd("10.99.0.2", "10.99.0.1", "ttl 254"), instance(1, TRACKS)));
        Pair.until(() -> left.tells("TTL or hop limit 254"), () -> left.lines().toString());
        assertFalse(ours.isUp() || theirs.isUp());
    }

    @Test
    void multihopHasItsOwnPortAndMayPassRouters() throws Exception {
        Readings ours = new Readings();
        Readings theirs = new Readings();
        start(pair.left(), left, ours, leftConfiguration("multihop"));
        start(
                pair.right(),
                right,
                theirs,
                configuration(bfd("10.99.0.2", "10.99.0.1", "multihop", "passive"), instance(1, TRACKS)));
        until(ours, true);
        until(theirs, true);
    }

    @Test
    void frrComesUpAndItsDeathMovesTheMaster() throws Exception {
        Process bfdd = startFrr();
        ConfigurationFile.Outcome read = leftConfiguration();
        Host master = host(pair.left(), left, read);
        BfdSessions following = new BfdSessions(Optional.of(pair.left()), master::report, left.journal(), bugs::add);
        sessions.add(following);
        following.change(read.configuration().bfds());
        Pair.until(() -> Pair.has(pair.left(), VIP), () -> left.lines() + tail());
        host(pair.right(), right, configuration(instance(100)));
        Pair.until(() -> right.tells("Entering BACKUP"), () -> right.lines().toString());
        bfdd.destroyForcibly();
        Duration fell = Pair.until(
                () -> left.tells("BFD_Instance(B) Entering DOWN state: nothing was heard"),
                () -> left.lines().toString());
        assertTrue(fell.compareTo(SOON) < 0, () -> fell + ": " + left.lines());
        Pair.until(() -> Pair.has(pair.right(), VIP), () -> left.lines() + " " + right.lines());
        assertFalse(Pair.has(pair.left(), VIP), () -> left.lines().toString());
        startFrr();
        Pair.until(() -> Pair.has(pair.left(), VIP), () -> left.lines() + tail());
    }

    private Host host(String namespace, Recording log, ConfigurationFile.Outcome read) throws IOException {
        Host host = Host.start(
                read.routers(),
                read.configuration().globals().scheduling(),
                Optional.of(namespace),
                false,
                log.journal(),
                _ -> _ -> {},
                bugs::add);
        hosts.add(host);
        return host;
    }

    private Process startFrr() throws IOException {
        Path zebra = Files.writeString(folder.resolve("zebra.conf"), "hostname right\n");
        Path bfdd = Files.writeString(folder.resolve("bfdd.conf"), """
                hostname right
                bfd
                 peer 10.99.0.1 interface eth0
                  detect-multiplier 3
                  receive-interval 50
                  transmit-interval 50
                 !
                !
                """);
        if (!Files.exists(folder.resolve("zserv.api"))) {
            daemon("zebra", zebra);
            Pair.until(() -> Files.exists(folder.resolve("zserv.api")), this::tail);
        }
        return daemon("bfdd", bfdd, "--bfdctl", folder.resolve("bfdd.sock").toString());
    }

    private Process daemon(String name, Path configuration, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/usr/lib/frr/" + name,
                "-f",
                configuration.toString(),
                "-i",
                folder.resolve(name + ".pid").toString(),
                "-z",
                folder.resolve("zserv.api").toString(),
                "--vty_socket",
                folder.toString(),
                "-P",
                "0",
                "--log",
                "stdout"));
        command.addAll(Arrays.asList(more));
        return other(command.toArray(String[]::new));
    }

    @Test
    void keepalivedComesUp() throws Exception {
        Path file = Files.writeString(
                folder.resolve("keepalived.conf"), bfd("10.99.0.2", "10.99.0.1", "vrrp") + instance(50, TRACKS));
        Process keepalived = other(
                "keepalived",
                "-n",
                "-l",
                "-D",
                "-f",
                file.toString(),
                "-p",
                folder.resolve("ka.pid").toString(),
                "-r",
                folder.resolve("ka-vrrp.pid").toString(),
                "-b",
                folder.resolve("ka-bfd.pid").toString());
        Readings ours = new Readings();
        start(pair.left(), left, ours, leftConfiguration());
        until(ours, true);
        Pair.until(() -> tail().contains("Tracked BFD instance B is UP"), this::tail);
        keepalived.destroy();
        until(ours, false);
    }
}
