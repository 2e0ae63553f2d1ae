package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;
import org.keepvip.linux.libc.SocketAddress;

class ServiceNotificationTest {
    private static final int SOCK_DGRAM = 2;

    private static Descriptor listen(String address) throws ErrnoException {
        Descriptor listener = Descriptor.socket(SocketAddress.AF_UNIX, SOCK_DGRAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            listener.bind(SocketAddress.unix(arena, address), address);
        }
        return listener;
    }

    private static String read(Descriptor listener) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(256);
            int length = Libc.checked(Libc.READ, listener.fd(), buffer.address(), 256);
            return new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    private static void reaches(String address) throws ErrnoException {
        try (Descriptor listener = listen(address);
                ServiceNotification service = ServiceNotification.open(address)) {
            service.send("READY=1\nSTATUS=MASTER für alle");
            assertEquals("READY=1\nSTATUS=MASTER für alle", read(listener));
            service.send("WATCHDOG=1");
            assertEquals("WATCHDOG=1", read(listener));
        }
    }

    @Test
    void reachesAPath(@TempDir Path directory) throws Exception {
        reaches(directory.resolve("notify").toString());
    }

    @Test
    void reachesAnAbstractName() throws Exception {
        reaches("@keepvip-test-" + ProcessHandle.current().pid());
    }

    @Test
    void nobodyListensIsAnError(@TempDir Path directory) throws Exception {
        try (ServiceNotification service =
                ServiceNotification.open(directory.resolve("nobody").toString())) {
            ErrnoException refused = assertThrows(ErrnoException.class, () -> service.send("READY=1"));
            assertEquals("sendto: ENOENT", refused.getMessage());
        }
    }
}
