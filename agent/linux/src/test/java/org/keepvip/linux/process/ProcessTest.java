package org.keepvip.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;

@NeedsRoot
class ProcessTest {
    private static final Path THREAD = Path.of("/proc/thread-self");

    /** A line of /proc/thread-self/status. */
    private static String status(String key) throws Exception {
        List<String> lines = Files.readAllLines(THREAD.resolve("status"));
        return lines.stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    /** A field of /proc/thread-self/stat, counted as in proc(5). */
    private static long stat(int field) throws Exception {
        String line = Files.readString(THREAD.resolve("stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1);
        return Long.parseLong(fields[field - 3]);
    }

    @Test
    void aThreadBecomesRealTimeAndItsChildrenDoNot() throws Exception {
        try (TwoNodes nodes = new TwoNodes()) {
            TwoNodes.in(nodes.left, () -> {
                assertFalse(Scheduling.isRoundRobin());
                Scheduling.roundRobin(50);
                assertTrue(Scheduling.isRoundRobin());
                assertEquals(2, stat(41), "SCHED_RR");
                assertEquals(50, stat(40), "its priority");
                assertEquals(0, TwoNodes.in(nodes.left, () -> stat(41)), "a thread it starts is ordinary");
                Scheduling.timeSharing();
                assertFalse(Scheduling.isRoundRobin());
                assertEquals(0, stat(41));
                return "";
            });
        }
    }

    @Test
    void aPriorityOutOfRangeIsRefused() {
        ErrnoException refused = assertThrows(ErrnoException.class, () -> Scheduling.roundRobin(100));
        assertEquals("sched_setscheduler: EINVAL", refused.getMessage());
    }

    @Test
    void aThreadIsPinnedAndNiced() throws Exception {
        try (TwoNodes nodes = new TwoNodes()) {
            TwoNodes.in(nodes.left, () -> {
                Scheduling.affinity(0);
                assertEquals("0", status("Cpus_allowed_list"));
                Scheduling.nice(5);
                assertEquals(5, stat(19));
                assertThrows(ErrnoException.class, () -> Scheduling.affinity(1_023));
                assertThrows(IllegalArgumentException.class, () -> Scheduling.affinity(1_024));
                return "";
            });
        }
    }

    @Test
    void aThreadLivesInAnotherNamespace() throws Exception {
        try (TwoNodes nodes = new TwoNodes()) {
            String here = Files.readSymbolicLink(THREAD.resolve("ns/net")).toString();
            String there = TwoNodes.in(
                    nodes.left,
                    () -> Files.readSymbolicLink(THREAD.resolve("ns/net")).toString());
            assertFalse(here.equals(there));
            assertEquals(here, Files.readSymbolicLink(THREAD.resolve("ns/net")).toString(), "and no other thread");
            ErrnoException refused =
                    assertThrows(ErrnoException.class, () -> NetworkNamespace.enter("kv-linux-no-such"));
            assertEquals("open(/run/netns/kv-linux-no-such): ENOENT", refused.getMessage());
        }
    }

    @Test
    void thisProcess() throws Exception {
        assertEquals(ProcessHandle.current().pid(), CurrentProcess.pid());
        CurrentProcess.signal(CurrentProcess.pid(), 0);
        ErrnoException nobody = assertThrows(ErrnoException.class, () -> CurrentProcess.signal(0x3FFFFF, 0));
        assertEquals("kill: ESRCH", nobody.getMessage());
        int before = CurrentProcess.umask(0027);
        assertEquals(0027, CurrentProcess.umask(before));
    }

    @Test
    void memoryIsLocked() throws Exception {
        CurrentProcess.lockMemory();
        assertFalse(status("VmLck").equals("0 kB"));
    }
}
