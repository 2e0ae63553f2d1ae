package org.keepvip.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;
import org.keepvip.linux.process.ProcessMonitor.Happening;

/** In the initial namespaces, where alone the kernel tells of processes. */
@NeedsRoot
@Timeout(60)
class ProcessMonitorTest {
    private static void await(ProcessMonitor monitor, List<Happening> heard, Happening wanted) throws Exception {
        long deadline = System.nanoTime() + TwoNodes.DEADLINE.toNanos();
        while (!heard.contains(wanted)) {
            assertTrue(System.nanoTime() < deadline, () -> wanted + " not among " + heard);
            if (Poll.readable(monitor.fd(), Duration.ofMillis(100))) {
                monitor.receive(64, heard::add);
            }
        }
    }

    @Test
    void tellsOfALife() throws Exception {
        try (ProcessMonitor monitor = ProcessMonitor.open(0, false)) {
            Process child = new ProcessBuilder("sleep", "60").start();
            List<Happening> heard = new ArrayList<>();
            int pid = (int) child.pid();
            await(monitor, heard, new Happening.Changed(pid));
            assertTrue(
                    heard.stream()
                            .anyMatch(happening -> happening instanceof Happening.Forked forked && forked.pid() == pid),
                    heard::toString);
            child.destroyForcibly();
            await(monitor, heard, new Happening.Exited(pid));
        }
    }

    @Test
    void threadsAreNoProcesses() throws Exception {
        int self = (int) ProcessHandle.current().pid();
        try (ProcessMonitor monitor = ProcessMonitor.open(0, false)) {
            Thread thread = Thread.ofPlatform().name("short-lived").start(() -> {});
            thread.join();
            new ProcessBuilder("true").start().waitFor();
            List<Happening> heard = new ArrayList<>();
            monitor.receive(4096, heard::add);
            assertEquals(
                    List.of(),
                    heard.stream()
                            .filter(happening -> happening.equals(new Happening.Exited(self))
                                    || happening.equals(new Happening.Changed(self)))
                            .toList());
        }
    }

    @Test
    void aRunOverQueueIsTold() throws Exception {
        try (ProcessMonitor monitor = ProcessMonitor.open(2304, false)) {
            for (int i = 0; i < 20; i++) {
                new ProcessBuilder("true").start().waitFor();
            }
            List<Happening> heard = new ArrayList<>();
            monitor.receive(4096, heard::add);
            assertTrue(heard.contains(new Happening.Overrun()), heard::toString);
        }
    }

    @Test
    void anotherNetworkNamespaceIsTold() throws Exception {
        try (TwoNodes nodes = new TwoNodes()) {
            ErrnoException refused = assertThrows(
                    ErrnoException.class, () -> TwoNodes.in(nodes.left, () -> ProcessMonitor.open(0, false)));
            assertEquals("process connector: EOPNOTSUPP", refused.getMessage());
        }
    }
}
