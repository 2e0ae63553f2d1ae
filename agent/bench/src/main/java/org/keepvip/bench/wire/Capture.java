package org.keepvip.bench.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.LabException;

/**
 * What passes the switch, from {@code tcpdump} with the kernel's nanosecond time stamps. The stamps are the kernel's at the switch port, so
 * that a busy bench reads late but measures right.
 */
public final class Capture implements AutoCloseable {
    private static final String FILTER =
            "arp or ip proto 112 or ip proto 51 or ip6 proto 112 or icmp or (icmp6 and (ip6[40] >= 128 and ip6[40] != 143))";
    private static final int PCAP_NANOSECONDS = 0xa1b23c4d;

    private final Process tcpdump;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Sighting> sightings = new ArrayList<>();
    private boolean opened;
    private boolean ended;

    private Capture(Process tcpdump) {
        this.tcpdump = tcpdump;
        Thread.ofPlatform().daemon().name("capture").start(this::read);
    }

    /** Starts to capture on an interface of a namespace and returns when it does. */
    public static Capture on(String namespace, String device) {
        Capture capture = new Capture(Command.of(
                        "tcpdump",
                        "-i",
                        device,
                        "-n",
                        "-U",
                        "--immediate-mode",
                        "--time-stamp-precision=nano",
                        "-s",
                        "160",
                        "-B",
                        "16384",
                        "-w",
                        "-",
                        FILTER)
                .in(namespace)
                .piped());
        capture.awaitOpened();
        return capture;
    }

    /** Everything seen so far, in the order of the wire. */
    public List<Sighting> sightings() {
        lock.lock();
        try {
            return List.copyOf(sightings);
        } finally {
            lock.unlock();
        }
    }

    /** What was seen at or after a moment. */
    public List<Sighting> since(Instant moment) {
        return sightings().stream().filter(seen -> !seen.at().isBefore(moment)).toList();
    }

    /**
     * The first sighting at or after a moment that a predicate accepts; waits for it.
     *
     * @param patience how long to wait from now
     */
    public Optional<Sighting> await(Instant from, Predicate<? super Sighting> wanted, Duration patience) {
        long left = patience.toNanos();
        int next = 0;
        lock.lock();
        try {
            while (true) {
                for (; next < sightings.size(); next++) {
                    Sighting seen = sightings.get(next);
                    if (!seen.at().isBefore(from) && wanted.test(seen)) {
                        return Optional.of(seen);
                    }
                }
                if (left <= 0 || ended) {
                    return Optional.empty();
                }
                left = grown.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Lets a span of wire time pass while the capture runs. */
    public void watch(Duration span) {
        await(Instant.MAX, seen -> false, span);
    }

    @Override
    public void close() {
        tcpdump.destroy();
        try {
            if (!tcpdump.waitFor(5, TimeUnit.SECONDS)) {
                tcpdump.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tcpdump.destroyForcibly();
        }
    }

    private void awaitOpened() {
        lock.lock();
        try {
            long left = Duration.ofSeconds(10).toNanos();
            while (!opened && !ended && left > 0) {
                left = grown.awaitNanos(left);
            }
            if (!opened) {
                throw new LabException("tcpdump did not start to capture; is it installed (apt-get install tcpdump)?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while tcpdump started", e);
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        try (DataInputStream stream = new DataInputStream(new java.io.BufferedInputStream(tcpdump.getInputStream()))) {
            byte[] head = new byte[24];
            stream.readFully(head);
            ByteOrder order = order(head);
            record(null);
            byte[] packet = new byte[16];
            while (true) {
                stream.readFully(packet);
                ByteBuffer fields = ByteBuffer.wrap(packet).order(order);
                Instant at = Instant.ofEpochSecond(Integer.toUnsignedLong(fields.getInt(0)), fields.getInt(4));
                byte[] frame = new byte[fields.getInt(8)];
                stream.readFully(frame);
                FrameReader.read(at, frame).ifPresent(this::record);
            }
        } catch (EOFException end) {
            finish();
        } catch (IOException e) {
            finish();
        }
    }

    private static ByteOrder order(byte[] head) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            if (ByteBuffer.wrap(head).order(order).getInt() == PCAP_NANOSECONDS) {
                return order;
            }
        }
        throw new IOException("not a pcap stream with nanoseconds");
    }

    private void record(@org.jspecify.annotations.Nullable Sighting seen) {
        lock.lock();
        try {
            opened = true;
            if (seen != null) {
                sightings.add(seen);
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            ended = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
