package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

@Timeout(20)
class LocalDatagramSocketTest {
    private static final int SOCK_DGRAM = 2;
    /** More than any queue holds, net.unix.max_dgram_qlen or the send buffer. */
    private static final int LINES = 2_000;

    private final String address =
            "@keepvip-datagrams-" + ProcessHandle.current().pid();

    private static Descriptor listen(String address) throws ErrnoException {
        Descriptor listener = Descriptor.socket(SocketAddress.AF_UNIX, SOCK_DGRAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            listener.bind(SocketAddress.unix(arena, address), address);
        }
        return listener;
    }

    @Test
    void aSlowReaderGetsEveryLine() throws Exception {
        AtomicInteger read = new AtomicInteger();
        try (Descriptor listener = listen(address);
                LocalDatagramSocket socket = LocalDatagramSocket.open(address)) {
            Thread reader = Thread.ofPlatform().daemon().start(() -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment buffer = arena.allocate(256);
                    while (read.get() < LINES && Poll.readable(listener.fd(), Duration.ofSeconds(5))) {
                        Libc.checked(Libc.READ, listener.fd(), buffer.address(), 256);
                        read.incrementAndGet();
                    }
                } catch (ErrnoException e) {
                    read.set(-1);
                }
            });
            for (int i = 0; i < LINES; i++) {
                socket.send("line " + i, Duration.ofSeconds(5));
            }
            reader.join();
        }
        assertEquals(LINES, read.get());
    }

    @Test
    void aReaderThatHangsIsNotWaitedForForEver() throws Exception {
        try (Descriptor _ = listen(address);
                LocalDatagramSocket socket = LocalDatagramSocket.open(address)) {
            ErrnoException full = assertThrows(ErrnoException.class, () -> {
                for (int i = 0; i < LINES; i++) {
                    socket.send("line " + i, Duration.ofMillis(10));
                }
            });
            assertEquals(Errno.EAGAIN, full.errno());
        }
    }

    @Test
    void aReaderThatHangsIsWaitedForOnce() throws Exception {
        try (Descriptor _ = listen(address);
                LocalDatagramSocket socket = LocalDatagramSocket.open(address)) {
            int refused = 0;
            for (int i = 0; refused < LINES; i++) {
                try {
                    socket.send("line " + i, Duration.ofMillis(100));
                } catch (ErrnoException full) {
                    refused++;
                }
            }
        }
    }

    private static void reaches(String address) throws ErrnoException {
        try (Descriptor listener = listen(address);
                LocalDatagramSocket socket = LocalDatagramSocket.open(address)) {
            socket.send("READY=1\nSTATUS=MASTER für alle", Duration.ZERO);
            assertEquals("READY=1\nSTATUS=MASTER für alle", read(listener));
            socket.send("WATCHDOG=1", Duration.ZERO);
            assertEquals("WATCHDOG=1", read(listener));
        }
    }

    private static String read(Descriptor listener) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(256);
            int length = Libc.checked(Libc.READ, listener.fd(), buffer.address(), 256);
            return new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    @Test
    void reachesAPath(@TempDir Path directory) throws Exception {
        reaches(directory.resolve("notify").toString());
    }

    @Test
    void reachesAnAbstractName() throws Exception {
        reaches(address);
    }

    @Test
    void nobodyListensIsAnError(@TempDir Path directory) {
        ErrnoException refused = assertThrows(
                ErrnoException.class,
                () -> LocalDatagramSocket.open(directory.resolve("nobody").toString()));
        assertEquals("connect: ENOENT", refused.getMessage());
    }
}
