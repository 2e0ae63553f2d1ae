package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * An agent and Debian's keepalived, both with use_vmac, and a host on one bridge with them. The host knows the address at
 * the virtual MAC and does not listen to announcements: that alone has to do when the role moves (RFC 9568 section 7.3).
 */
@NeedsRoot
@Timeout(120)
class VirtualMacPeerTest {
    private static final String CONFIGURATION = """
            vrrp_instance VI {
                interface eth0
                virtual_router_id 51
                version 3
                priority %d
                advert_int 0.1
                use_vmac
                virtual_ipaddress {
                    10.98.0.100/24
                }
            }
            """;

    @TempDir
    Path folder;

    private final String stem = "kv-peer-" + ProcessHandle.current().pid();
    private final String lan = stem + "-b";
    private final String ours = stem + "-o";
    private final String theirs = stem + "-k";
    private final String host = stem + "-h";
    private final List<String> bugs = new CopyOnWriteArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final Recording log = new Recording();

    VirtualMacPeerTest() {
        Pair.ip("netns", "add", lan);
        Pair.ip("-n", lan, "link", "add", "br0", "type", "bridge");
        Pair.ip("-n", lan, "link", "set", "br0", "up");
        int number = 0;
        for (String node : List.of(ours, theirs, host)) {
            number++;
            Pair.ip("netns", "add", node);
            Pair.ip("-n", lan, "link", "add", "p" + number, "type", "veth", "peer", "name", "eth0", "netns", node);
            Pair.ip("-n", lan, "link", "set", "p" + number, "master", "br0", "up");
            Pair.ip("-n", node, "address", "add", "10.98.0." + number + "/24", "dev", "eth0");
            Pair.ip("-n", node, "link", "set", "eth0", "up");
            Pair.ip("-n", node, "link", "set", "lo", "up");
        }
        Pair.ip(
                "-n",
                host,
                "neighbour",
                "add",
                "10.98.0.100",
                "lladdr",
                "00:00:5e:00:01:33",
                "dev",
                "eth0",
                "nud",
                "permanent");
    }

    @AfterEach
    void clean() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        for (String node : List.of(ours, theirs, host, lan)) {
            Pair.ip("netns", "delete", node);
        }
        assertEquals(List.of(), bugs);
    }

    private Process keepalived(int priority) throws IOException {
        Path file = folder.resolve("keepalived.conf");
        Files.writeString(file, CONFIGURATION.formatted(priority));
        Process process = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        theirs,
                        "keepalived",
                        "-n",
                        "-l",
                        "-P",
                        "-f",
                        file.toString(),
                        "-p",
                        folder.resolve("k.pid").toString(),
                        "-r",
                        folder.resolve("kv.pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keepalived.log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String keepalivedLog() {
        try {
            return Files.readString(folder.resolve("keepalived.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Host agent(int priority) throws IOException {
        Path file = folder.resolve("keepvip.conf");
        Files.writeString(file, CONFIGURATION.formatted(priority));
        ConfigurationFile.Outcome read = new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
        return Host.start(
                read.routers(),
                read.configuration().globals().scheduling(),
                Optional.of(ours),
                false,
                log.journal(),
                _ -> _ -> {},
                bugs::addAll);
    }

    private static boolean holds(String node) {
        return Pair.ip("-n", node, "-br", "address", "show").contains(" 10.98.0.100/24 ");
    }

    private boolean reaches() {
        try {
            return new ProcessBuilder("ip", "netns", "exec", host, "ping", "-c1", "-W1", "10.98.0.100")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean bridgeHasTheVirtualMacAt(String port) {
        return Pair.run(List.of("ip", "netns", "exec", lan, "bridge", "fdb", "show", "br", "br0"))
                .contains("00:00:5e:00:01:33 dev " + port + " ");
    }

    @Test
    void theRoleMovesBothWaysAndTheHostFindsTheAddress() throws Exception {
        Process peer = keepalived(150);
        Pair.until(() -> holds(theirs), () -> "keepalived is no MASTER");
        Host agent = agent(100);
        Pair.until(
                () -> log.lines().toString().contains("BACKUP"),
                () -> log.lines().toString());
        Pair.until(this::reaches, () -> "no answer from keepalived");
        assertTrue(bridgeHasTheVirtualMacAt("p2"));
        assertTrue(!holds(ours), () -> log.lines().toString());
        peer.destroy();
        peer.waitFor();
        Pair.until(() -> holds(ours), () -> log.lines().toString());
        Pair.until(this::reaches, () -> log.lines().toString());
        assertTrue(bridgeHasTheVirtualMacAt("p1"));
        keepalived(150);
        Pair.until(() -> holds(theirs) && !holds(ours), () -> log.lines() + "\n" + keepalivedLog());
        Pair.until(this::reaches, () -> log.lines().toString());
        assertTrue(bridgeHasTheVirtualMacAt("p2"));
        agent.release(false);
        agent.end();
        assertTrue(reaches());
    }
}
