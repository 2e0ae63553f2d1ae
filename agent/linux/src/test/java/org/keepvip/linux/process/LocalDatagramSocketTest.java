package org.keepvip.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    private Descriptor listen() throws ErrnoException {
        Descriptor listener = Descriptor.socket(SocketAddress.AF_UNIX, SOCK_DGRAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            listener.bind(SocketAddress.unix(arena, address), address);
        }
        return listener;
    }

    @Test
    void aSlowReaderGetsEveryLine() throws Exception {
        AtomicInteger read = new AtomicInteger();
        try (Descriptor listener = listen();
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
        try (Descriptor _ = listen();
                LocalDatagramSocket socket = LocalDatagramSocket.open(address)) {
            ErrnoException full = assertThrows(ErrnoException.class, () -> {
                for (int i = 0; i < LINES; i++) {
                    socket.send("line " + i, Duration.ofMillis(10));
                }
            });
            assertEquals(Errno.EAGAIN, full.errno());
        }
    }
}
