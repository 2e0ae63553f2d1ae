package org.keepvip.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.keepvip.bench.lab.Command;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.lab.Node;

/** The addresses that a node's kernel is given, as {@code ip monitor} tells of them. */
final class AddressWatch implements AutoCloseable {
    private final Process monitor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Instant> added = new ArrayList<>();

    private AddressWatch(Process monitor) {
        this.monitor = monitor;
        Thread.ofPlatform().daemon().name("addresses").start(this::read);
    }

    /** Watches from now on. */
    static AddressWatch on(Node node) {
        return new AddressWatch(Command.of("ip", "-o", "monitor", "address")
                .in(node.namespace())
                .piped());
    }

    /** When the kernel told of the nth address. */
    Instant awaitCount(int count, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (added.size() < count && left > 0) {
                left = grown.awaitNanos(left);
            }
            if (added.size() < count) {
                throw new LabException("only " + added.size() + " of " + count + " addresses were added");
            }
            return added.get(count - 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while addresses were added", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        monitor.destroy();
        try {
            if (!monitor.waitFor(2, TimeUnit.SECONDS)) {
                monitor.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("Deleted") && line.contains(" inet")) {
                    note(Instant.now());
                }
            }
        } catch (IOException closed) {
            monitor.destroy();
        }
    }

    private void note(Instant at) {
        lock.lock();
        try {
            added.add(at);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
