package org.keepvip.daemon.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Two network namespaces, left 10.99.0.1 and right 10.99.0.2, joined by a cable, eth0 on both ends. */
final class Pair implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final String name = "kv-daemon-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    Pair() {
        ip("netns", "add", left());
        ip("netns", "add", right());
        cable();
    }

    /** Connects the two anew. */
    void cable() {
        ip("-n", left(), "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", right());
        for (String end : List.of(left(), right())) {
            ip("-n", end, "link", "set", "lo", "up");
            ip("-n", end, "address", "add", end.equals(left()) ? "10.99.0.1/24" : "10.99.0.2/24", "dev", "eth0");
            ip("-n", end, "link", "set", "eth0", "up");
        }
    }

    String left() {
        return name + "-l";
    }

    String right() {
        return name + "-r";
    }

    /** Whether the address, with its length, is on eth0. */
    static boolean has(String end, String address) {
        return ip("-n", end, "-br", "address", "show", "dev", "eth0").contains(" " + address + " ");
    }

    /** Runs ip(8), which must succeed. */
    static String ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs a command, which must succeed. */
    static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until {@code condition} holds; says how long that took. */
    static Duration until(BooleanSupplier condition, Supplier<String> story) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("not within " + PATIENCE + ": " + story.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        ip("netns", "delete", left());
        ip("netns", "delete", right());
    }
}
