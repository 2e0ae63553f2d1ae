package org.keepvip.daemon.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.linux.process.ProcessMonitor.Happening;
import org.keepvip.vrrp.tracking.ProcessForm;
import org.keepvip.vrrp.tracking.Quorum;
import org.keepvip.vrrp.tracking.Reading;

/** In the initial namespaces, where alone the kernel tells of processes. */
@Tag("root")
@EnabledIfSystemProperty(named = "user.name", matches = "root")
@Timeout(60)
class ProcessTrackerTest {
    private static final Quorum ONE = new Quorum(1, Quorum.UNLIMITED, Duration.ZERO, Duration.ZERO);

    @TempDir
    Path folder;

    private final Recording recording = new Recording();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    /** No other process has it. */
    private final String argument = "86400." + System.nanoTime();

    private ProcessTracker.Wanted sleeper(Quorum quorum) {
        return new ProcessTracker.Wanted(
                "sleeper", new ProcessForm("sleep", List.of(argument), ProcessForm.Match.EXACT), quorum);
    }

    private ProcessTracker start(ProcessTracker.Wanted... wanted) throws Exception {
        return ProcessTracker.start(
                List.of(wanted),
                new ProcessTracker.Queue(0, false),
                (name, reading) -> told.add(name + (reading.equals(new Reading.Up()) ? " up" : " down")),
                recording.journal());
    }

    private Process sleep() throws Exception {
        return new ProcessBuilder("sleep", argument).start();
    }

    private void expect(String what) throws InterruptedException {
        assertEquals(
                what, told.poll(10, TimeUnit.SECONDS), () -> recording.lines().toString());
    }

    @Test
    void tellsOfBeginningAndEnd() throws Exception {
        try (ProcessTracker _ = start(sleeper(ONE))) {
            expect("sleeper down");
            Process process = sleep();
            expect("sleeper up");
            process.destroyForcibly();
            expect("sleeper down");
            assertFalse(recording.tells("every second"), () -> recording.lines().toString());
        }
    }

    @Test
    void countsThoseThatWereThereBefore() throws Exception {
        Process one = sleep();
        Process other = sleep();
        try (ProcessTracker _ = start(sleeper(new Quorum(2, 2, Duration.ZERO, Duration.ZERO)))) {
            // The two may not have become sleep(1) yet.
            String first = told.poll(10, TimeUnit.SECONDS);
            if ("sleeper down".equals(first)) {
                expect("sleeper up");
            }
            one.destroyForcibly();
            expect("sleeper down");
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void aDelayedLossIsToldWhenItLasts() throws Exception {
        Process process = sleep();
        try (ProcessTracker _ =
                start(sleeper(new Quorum(1, Quorum.UNLIMITED, Duration.ZERO, Duration.ofMillis(700))))) {
            String first = told.poll(10, TimeUnit.SECONDS);
            if ("sleeper down".equals(first)) {
                expect("sleeper up");
            }
            long begin = System.nanoTime();
            process.destroyForcibly();
            expect("sleeper down");
            assertTrue(System.nanoTime() - begin >= Duration.ofMillis(700).toNanos());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void otherProcessesCanBeCountedFromNowOn() throws Exception {
        try (ProcessTracker tracker = start(sleeper(ONE))) {
            expect("sleeper down");
            tracker.change(List.of(
                    sleeper(ONE),
                    new ProcessTracker.Wanted(
                            "java", new ProcessForm("java", List.of(), ProcessForm.Match.NAME), ONE)));
            expect("java up");
            assertTrue(told.isEmpty(), told::toString);
        }
    }

    @Test
    void aTableKeepsToWhatIsTold() throws Exception {
        ProcessTable table =
                new ProcessTable(folder, List.of(new ProcessForm("a (b) c", List.of(), ProcessForm.Match.NAME)));
        process(7, "a (b) c", 'S');
        process(8, "a (b) c", 'Z');
        table.scan();
        assertEquals(1, table.count(0));
        assertFalse(table.isLost(new Happening.Forked(7, 9)));
        assertEquals(2, table.count(0), "a child is its parent's copy");
        process(9, "d", 'R');
        assertFalse(table.isLost(new Happening.Changed(9)));
        assertEquals(1, table.count(0));
        assertFalse(table.isLost(new Happening.Exited(7)));
        assertEquals(0, table.count(0));
        assertTrue(table.isLost(new Happening.Overrun()));
    }

    private void process(int pid, String name, char state) throws Exception {
        Path directory = Files.createDirectories(folder.resolve(Integer.toString(pid)));
        Files.writeString(directory.resolve("stat"), pid + " (" + name + ") " + state + " 1 1");
    }
}
