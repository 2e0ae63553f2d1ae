package org.keepvip.linux.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.keepvip.linux.process.NetworkNamespace;

/**
 * Two network namespaces joined by a cable: {@code left} and {@code right}, each with lo and eth0 up. eth0 has 192.0.2.1
 * or .2/24 and 2001:db8::1 or ::2/64, and fe80::1 or ::2.
 */
public final class TwoNodes implements AutoCloseable {
    /** How long a test waits for what should happen at once. */
    public static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final AtomicInteger SERIAL = new AtomicInteger();

    public final String left;
    public final String right;

    public TwoNodes() throws Exception {
        String stem = "kv-linux-" + ProcessHandle.current().pid() + "-" + SERIAL.incrementAndGet();
        left = stem + "l";
        right = stem + "r";
        run("ip", "netns", "add", left);
        run("ip", "netns", "add", right);
        run("ip", "-n", left, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", right);
        int host = 0;
        for (String node : List.of(left, right)) {
            host++;
            ip(node, "link set lo up");
            ip(node, "link set eth0 addrgenmode none up");
            ip(node, "addr add 192.0.2." + host + "/24 dev eth0");
            ip(node, "addr add 2001:db8::" + host + "/64 dev eth0 nodad");
            ip(node, "addr add fe80::" + host + "/64 dev eth0 nodad");
        }
    }

    /** Runs ip(8) in a node. */
    public static String ip(String node, String words) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "-n", node));
        command.addAll(List.of(words.split(" ", -1)));
        return run(command.toArray(String[]::new));
    }

    /** Does something on a thread of its own that lives in the node. */
    public static <T> T in(String node, Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().name(node).start(() -> {
            try {
                NetworkNamespace.enter(node);
                result.complete(work.call());
            } catch (Throwable t) {
                result.completeExceptionally(t);
            }
        });
        try {
            return result.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new AssertionError("no result from " + node, e);
        }
    }

    /** The index of eth0 in a node. */
    public static int eth0(String node) throws Exception {
        String line = ip(node, "-o link show eth0");
        return Integer.parseInt(line.substring(0, line.indexOf(':')));
    }

    /** The MAC of eth0 in a node. */
    public static String mac(String node) throws Exception {
        String line = ip(node, "-o link show eth0");
        return line.replaceAll("(?s).*link/ether (\\S+).*", "$1");
    }

    /**
     * Runs a command that has to succeed; what it says besides, as ip(8) does when another test's namespace goes while it
     * looks, does not matter then.
     */
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + errors);
        return output;
    }

    @Override
    public void close() {
        try {
            run("ip", "netns", "del", left);
            run("ip", "netns", "del", right);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
