package org.keepvip.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class AgentCommandTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:02:05Z");
    private static final String STATUS = """
            {"ok":true,"status":{"version":"1","pid":7,"file":"k.conf","started":"2026-01-01T00:00:00Z",
            "droppedLogLines":3,"instances":[{"name":"VI_1","interface":"eth0","vrid":51,"family":"IPV4","version":3,
            "transport":"multicast 224.0.0.18","advertIntervalMillis":100,"state":"BACKUP","since":"2026-01-01T00:01:00Z",
            "effectivePriority":90,"basePriority":100,"vips":[{"address":"10.0.0.9/24","device":"eth0","held":false}],
            "master":{"address":"10.0.0.2","priority":150},
            "lastTransition":{"at":"2026-01-01T00:01:00Z","from":"INIT","to":"BACKUP","cause":"started"},
            "faults":[],"peers":[{"address":"10.0.0.2","priority":150,"heardMillisAgo":12}],
            "counters":{"advert_rcvd":5,"advert_sent":0},"rejected":{"VRRP checksum is wrong":2}}]}}
            """.replace("\n", "");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Verb verb, String... arguments) {
        return new AgentCommand(
                        verb,
                        new RuntimeDirectory(folder),
                        InstantSource.fixed(NOW),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    /** Answers one request with {@code answer}. */
    private void agent(String name, String answer) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
        Thread.ofPlatform().daemon().start(() -> {
            try (server;
                    SocketChannel client = server.accept()) {
                client.read(ByteBuffer.allocate(100));
                client.write(StandardCharsets.UTF_8.encode(answer + "\n"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void statusIsATable() throws IOException {
        agent("control.sock", STATUS);
        assertEquals(0, run(Verb.STATUS), err::toString);
        assertEquals("""
                keepvip 1, pid 7, up 2m 5s, k.conf
                3 log lines dropped: their reader is too slow

                INSTANCE  STATE   SINCE  PRIORITY  VIPS  MASTER          LAST TRANSITION
                VI_1      BACKUP  1m 5s  90/100    0/1   10.0.0.2 (150)  INIT -> BACKUP: started

                VI_1: VRID 51 on eth0, VRRPv3, multicast 224.0.0.18, advert interval 100 ms
                  vip    10.0.0.9/24 dev eth0
                  peer   10.0.0.2 priority 150 heard 12 ms ago
                  count  advert_rcvd 5
                  refused VRRP checksum is wrong 2
                """, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aRefusedReloadFailsAndSaysWhy() throws IOException {
        agent("control.sock", "{\"ok\":false,\"messages\":[\"k.conf:3: no such keyword\"]}");
        assertEquals(1, run(Verb.RELOAD));
        assertEquals("k.conf:3: no such keyword\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void ofSeveralAgentsOneMustBeNamed() throws IOException {
        agent("control.sock", "{\"ok\":true}");
        agent("control-17.sock", "{\"ok\":true}");
        assertEquals(1, run(Verb.STATUS));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("--socket " + folder.resolve("control-17.sock")));
    }

    @Test
    void theOnlyAgentIsFoundWhateverItsSocketIsCalled() throws IOException {
        agent("control-17.sock", "{\"ok\":true,\"messages\":[]}");
        assertEquals(0, run(Verb.RELOAD), err::toString);
    }

    @Test
    void nobodyToAskAndNonsenseAreErrors() throws IOException {
        assertEquals(1, run(Verb.STATUS));
        assertEquals(2, run(Verb.STATUS, "--frobnicate"));
        assertEquals(2, run(Verb.RELOAD, "--json"));
        agent("closed.sock", "not JSON");
        assertEquals(
                1, run(Verb.STATUS, "--socket", folder.resolve("closed.sock").toString()));
    }

    @Test
    void theRuntimeDirectoryCanBeMoved() {
        assertEquals(
                Path.of("/x/control.sock"),
                RuntimeDirectory.of(Map.of("KEEPVIP_RUNTIME", "/x")).socket());
        assertEquals(
                Path.of("/run/keepvip/control.sock"),
                RuntimeDirectory.of(Map.of()).socket());
    }

    @Test
    void anAgentThatNeverAnswersIsNotWaitedForForEver() throws IOException {
        Path socket = folder.resolve("control.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            IOException late = assertThrows(
                    IOException.class, () -> ControlClient.ask(socket, Verb.STATUS, Duration.ofMillis(50)));
            assertEquals("no answer within 0.05 s", late.getMessage());
        }
    }

    @Test
    void theSocketOfAKilledAgentIsPassedOver() throws IOException {
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(UnixDomainSocketAddress.of(folder.resolve("control-1.sock")));
        killed.close();
        try (ServerSocketChannel alive = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            alive.bind(UnixDomainSocketAddress.of(folder.resolve("control.sock")));
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    alive.accept().close();
                    try (SocketChannel asking = alive.accept()) {
                        asking.read(ByteBuffer.allocate(100));
                        asking.write(ByteBuffer.wrap("{\"ok\":true}\n".getBytes(StandardCharsets.UTF_8)));
                    }
                } catch (IOException ended) {
                    // The test says so.
                }
            });
            assertEquals(0, run(Verb.RELOAD), () -> err.toString(StandardCharsets.UTF_8));
        }
    }
}
