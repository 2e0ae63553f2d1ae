package org.keepvip.daemon.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.ctl.ControlClient;
import org.keepvip.ctl.RuntimeDirectory;
import org.keepvip.ctl.Verb;
import org.keepvip.daemon.journal.Journal;

@Timeout(30)
class ControlServerTest {
    private static final int STRANGERS = 500;

    @TempDir
    Path folder;

    private final Journal journal = Journal.to(false, false, 3);
    private RuntimeDirectory runtime = new RuntimeDirectory(Path.of("/nowhere"));
    private ControlServer server;

    @BeforeEach
    void listen() throws IOException {
        runtime = new RuntimeDirectory(folder.resolve("run"));
        server = ControlServer.open(
                Optional.empty(),
                runtime,
                verb -> switch (verb) {
                    case STATUS -> Answer.status(json -> json.writeStringField("state", "MASTER"));
                    case RELOAD -> Answer.outcome(false, List.of("line 3: no"));
                },
                journal);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        assertFalse(Files.exists(server.path()), "the socket is left behind");
    }

    @Test
    void answersItsVerbs() throws IOException {
        assertServes();
    }

    private void assertServes() throws IOException {
        assertEquals(
                "MASTER",
                ControlClient.ask(server.path(), Verb.STATUS)
                        .path("status")
                        .path("state")
                        .asText());
        assertFalse(ControlClient.ask(server.path(), Verb.RELOAD).path("ok").asBoolean());
    }

    @Test
    void onlyItsOwnerAndGroupMayAsk() throws IOException {
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(server.path())));
        assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime.path())));
    }

    @Test
    void aSecondAgentListensBesideTheFirst() throws IOException {
        try (ControlServer second = ControlServer.open(Optional.empty(), runtime, _ -> new byte[0], journal)) {
            assertEquals(runtime.socket(ProcessHandle.current().pid()), second.path());
            assertEquals(2, runtime.sockets().size());
        }
        assertTrue(Files.exists(server.path()));
    }

    @Test
    void aRequestThatFailsByABugHangsUpAndTheNextIsServed() throws IOException {
        AtomicBoolean mended = new AtomicBoolean();
        try (ControlServer other = ControlServer.open(
                Optional.of(folder.resolve("other.sock")),
                runtime,
                _ -> {
                    if (!mended.getAndSet(true)) {
                        throw new IllegalStateException("as if by a bug");
                    }
                    return Answer.outcome(true, List.of());
                },
                journal)) {
            other.start();
            assertThrows(IOException.class, () -> ControlClient.ask(other.path(), Verb.STATUS));
            assertTrue(ControlClient.ask(other.path(), Verb.STATUS).path("ok").asBoolean());
        }
    }

    @Test
    void theSocketsOfDeadAgentsAreCleanedUp() throws IOException {
        Path stale = runtime.socket(1);
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(stale));
        dead.close();
        assertTrue(Files.exists(stale));
        try (ControlServer other =
                ControlServer.open(Optional.of(folder.resolve("other.sock")), runtime, _ -> new byte[0], journal)) {
            assertFalse(Files.exists(stale), "left beside " + other.path());
            assertTrue(Files.exists(server.path()));
        }
    }

    @Test
    void theSocketOfADeadAgentIsTakenOver() throws IOException {
        Path stale = folder.resolve("stale.sock");
        Files.createFile(stale);
        try (ControlServer other = ControlServer.open(Optional.of(stale), runtime, _ -> new byte[0], journal)) {
            assertEquals(stale, other.path());
        }
    }

    @Test
    void garbageIsAnsweredOrHungUpOnAndTheNextIsServed() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < STRANGERS; i++) {
            try (SocketChannel stranger = connect()) {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                ByteBuffer buffer = ByteBuffer.wrap(noise);
                stranger.write(buffer);
            }
        }
        assertServes();
    }

    @Test
    void aLineThatIsNoRequestIsToldSo() throws IOException {
        for (String line :
                List.of("", "{}", "{\"verb\":\"stop\"}", "[[[[[[[[", "{\"verb\":\"status\"} x", "{\"verb\":1}")) {
            try (SocketChannel channel = connect()) {
                channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
                ByteBuffer answer = ByteBuffer.allocate(400);
                channel.read(answer);
                String text = StandardCharsets.UTF_8.decode(answer.flip()).toString();
                assertTrue(text.startsWith("{\"ok\":false"), line + " -> " + text);
            }
        }
    }

    @Test
    void anEndlessRequestIsHungUpOn() throws IOException {
        try (SocketChannel channel = connect()) {
            ByteBuffer much = ByteBuffer.allocate(1 << 16);
            boolean closed = false;
            for (int sent = 0; sent <= 2 * Verb.MAX_REQUEST && !closed; sent += much.capacity()) {
                closed = !accepts(channel, much.clear());
            }
            assertTrue(closed, "it read on after " + Verb.MAX_REQUEST + " octets");
        }
    }

    private static boolean accepts(SocketChannel channel, ByteBuffer octets) {
        try {
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            return true;
        } catch (IOException hungUp) {
            return false;
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(server.path()));
        return channel;
    }
}
