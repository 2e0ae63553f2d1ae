package org.keepvip.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A network namespace with eth0, 192.0.2.1, and eth1, 198.51.100.1, that keepalived runs in. */
final class KeepalivedNode {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long WRITING_NANOS = Duration.ofMillis(300).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    private final String name = "kv-eff-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    String name() {
        return name;
    }

    void make() throws IOException, InterruptedException {
        run("ip", "netns", "add", name);
        run("ip", "-n", name, "link", "set", "lo", "up");
        run("ip", "-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        run("ip", "-n", name, "address", "add", "192.0.2.1/24", "dev", "eth0");
        run("ip", "-n", name, "address", "add", "198.51.100.1/24", "dev", "eth1");
        run("ip", "-n", name, "link", "set", "eth0", "up");
        run("ip", "-n", name, "link", "set", "eth1", "up");
    }

    void remove() throws IOException, InterruptedException {
        run("ip", "netns", "delete", name);
    }

    /** What keepalived writes on SIGUSR1 once it runs this file. */
    String dump(Path file, Path scratch) throws IOException, InterruptedException {
        Path log = scratch.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        name,
                        "keepalived",
                        "-n",
                        "-l",
                        "-D",
                        "-f",
                        file.toString(),
                        "-p",
                        scratch.resolve("pid").toString(),
                        "-r",
                        scratch.resolve("vrrp").toString(),
                        "-b",
                        scratch.resolve("bfd").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TMPDIR", scratch.toString());
        Process keepalived = builder.start();
        try {
            until(() -> tells(log, "VRRP sockpool"), log);
            Path vrrp = scratch.resolve("keepalived.data");
            Path bfd = scratch.resolve("keepalived_bfd.data");
            boolean hasBfd = Files.readString(file).contains("bfd_instance");
            // Again and again: a child that is not ready yet hears the signal only after it.
            long begin = System.nanoTime();
            while (!tells(vrrp, "< Interfaces >") || (hasBfd && !tells(bfd, "remote min rx"))) {
                if (System.nanoTime() - begin > PATIENCE_NANOS) {
                    throw new IOException("keepalived wrote no dump: " + Files.readString(log));
                }
                run("kill", "-USR1", String.valueOf(keepalived.pid()));
                LockSupport.parkNanos(WRITING_NANOS);
            }
            return Files.readString(vrrp) + (Files.exists(bfd) ? Files.readString(bfd) : "");
        } finally {
            keepalived.destroy();
            if (!keepalived.waitFor(10, TimeUnit.SECONDS)) {
                keepalived.destroyForcibly().waitFor();
            }
        }
    }

    private static boolean tells(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).contains(text);
    }

    /** Something that a file may say. */
    @FunctionalInterface
    private interface Told {
        boolean yet() throws IOException;
    }

    private static void until(Told told, Path log) throws IOException {
        long begin = System.nanoTime();
        while (!told.yet()) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IOException("keepalived did not get there: " + Files.readString(log));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }
}
