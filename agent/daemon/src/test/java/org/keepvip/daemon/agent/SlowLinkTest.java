package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.process.NetworkNamespace;
import org.keepvip.linux.socket.CaptureSocket;
import org.keepvip.linux.socket.ReceiveBatch;

/** A link whose queue holds fewer frames than there are addresses to announce. */
@NeedsRoot
@Timeout(90)
class SlowLinkTest {
    private static final int VIPS = 1_000;
    private static final int ARP = 0x0806;
    private static final Duration SILENCE = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private final List<String> bugs = new CopyOnWriteArrayList<>();
    private final Recording log = new Recording();

    private ConfigurationFile.Outcome configuration() throws Exception {
        StringBuilder text = new StringBuilder("""
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority 150
                    advert_int 0.5
                    garp_master_repeat 1
                    garp_master_delay 0
                    virtual_ipaddress {
                        10.99.0.100
                    }
                    virtual_ipaddress_excluded {
                """);
        for (int i = 0; i < VIPS; i++) {
            text.append("10.98.").append(i / 250).append('.').append(i % 250).append("/32\n");
        }
        text.append("} }\n");
        Path file = Files.writeString(folder.resolve("keepvip.conf"), text);
        return new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
    }

    /** The addresses of 10.98.0.0/16 that are announced, until all are or none is any more. */
    private static Set<Integer> announced(CaptureSocket capture) throws ErrnoException {
        Set<Integer> addresses = new HashSet<>();
        ReceiveBatch received = new ReceiveBatch(64, 1_514);
        long heard = System.nanoTime();
        while (addresses.size() < VIPS && System.nanoTime() - heard < SILENCE.toNanos()) {
            Poll.readable(capture.fd(), Duration.ofMillis(100));
            capture.receive(received);
            for (int i = 0; i < received.count(); i++) {
                ByteBuffer frame = received.bytes(i);
                if (frame.getShort(12) == ARP && frame.getShort(28) == 0x0A62 && addresses.add(frame.getInt(28))) {
                    heard = System.nanoTime();
                }
            }
        }
        return addresses;
    }

    @Test
    void everyAddressIsAnnouncedThoughTheQueueIsFull() throws Exception {
        try (Pair pair = new Pair()) {
            String slow = "qdisc add dev eth0 root tbf rate 200kbit burst 2kb limit 1mb";
            Pair.run(List.of(("tc -n " + pair.left() + " " + slow).split(" ", -1)));
            try (CaptureSocket capture =
                    NetworkNamespace.in(Optional.of(pair.right()), () -> CaptureSocket.open(0, 1 << 22))) {
                ConfigurationFile.Outcome read = configuration();
                Host host = Host.start(
                        read.routers(),
                        read.configuration().globals().scheduling(),
                        Optional.of(pair.left()),
                        false,
                        log.journal(),
                        _ -> _ -> {},
                        bugs::addAll);
                Set<Integer> announced = announced(capture);
                host.release(false);
                host.end();
                assertEquals(VIPS, announced.size(), () -> log.lines().toString());
                assertTrue(
                        log.tells("announcements wait: the queue of eth0 is full"),
                        () -> log.lines().toString());
                assertEquals(List.of(), bugs);
            }
        }
    }
}
