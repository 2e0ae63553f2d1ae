package org.keepvip.daemon.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.model.VrrpScript;
import org.keepvip.conf.model.Weight;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

@Timeout(120)
class ScriptTrackersTest {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final String UP = "chk Up[]";
    private static final String DOWN = "chk Down[]";

    @TempDir
    Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private Stage stage;
    private ScriptTrackers trackers;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(folder);
        trackers = new ScriptTrackers(stage.loop, stage.scripts, stage.log.journal(), this::hear);
    }

    @AfterEach
    void close() throws InterruptedException {
        trackers.track(List.of());
        stage.close();
    }

    private void hear(Tracker tracker, Reading reading) {
        assertEquals(Tracker.Kind.SCRIPT, tracker.kind());
        assertTrue(stage.loop.isCurrent());
        told.add(tracker.name() + " " + reading);
    }

    private @Nullable String next() throws InterruptedException {
        return told.poll(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static VrrpScript script(
            Object program, Duration interval, Duration timeout, int rise, int fall, boolean initiallyFailed) {
        return new VrrpScript(
                "chk",
                Optional.of(Stage.command(program)),
                interval,
                timeout,
                new Weight(0, false),
                rise,
                fall,
                Optional.empty(),
                initiallyFailed);
    }

    private static VrrpScript script(Object program) {
        return script(program, OFTEN, AMPLE, 1, 1, false);
    }

    private void await(String line) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Stage.PATIENCE_SECONDS);
        while (!stage.log.tells(line)) {
            assertTrue(System.nanoTime() < deadline, () -> "not told: " + line + " but " + stage.log.lines());
            Stage.moment();
        }
    }

    @Test
    void whatTheExitCodeSaysIsToldWhenItChanges() throws Exception {
        Path flag = Files.createFile(stage.file("flag"));
        trackers.track(List.of(script(stage.script("check", "[ -e " + flag + " ] || exit 3"))));
        assertEquals(UP, next());
        await("VRRP_Script(chk) succeeded");
        Files.delete(flag);
        assertEquals(DOWN, next());
        await("VRRP_Script(chk) failed (exited with status 3)");
        Files.createFile(flag);
        assertEquals(UP, next());
    }

    @Test
    void anotherExitCodeIsLogged() throws Exception {
        Path code = Files.writeString(stage.file("code"), "3");
        trackers.track(List.of(script(stage.script("check", "exit $(cat " + code + ")"))));
        assertEquals(DOWN, next());
        Files.move(Files.writeString(stage.file("next"), "4"), code, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        await("Script `chk` now returning 4");
        assertNull(told.peek(), "it is bad as before");
    }

    @Test
    void initFailIsBadUntilSoManySuccesses() throws Exception {
        Path script = stage.script("check", "echo x >> " + stage.file("runs"));
        trackers.track(List.of(script(script, OFTEN, AMPLE, 3, 1, true)));
        assertEquals(DOWN, next());
        assertEquals(UP, next());
        assertTrue(stage.lines("runs").size() >= 3);
    }

    @Test
    void aTimeoutIsAFailureAndRunsDoNotOverlap() throws Exception {
        // The first run hangs and does not hear TERM, so that the slots of the next two seconds are left out.
        Path script = stage.script(
                "check",
                "[ -e " + stage.file("hung") + " ] && exit 0; trap '' TERM; echo $$ > " + stage.file("hung")
                        + "; while :; do sleep 300; done");
        trackers.track(List.of(script(script, OFTEN, Duration.ofSeconds(2), 1, 1, false)));
        assertEquals(DOWN, next());
        await("VRRP_Script(chk) timed_out");
        await("VRRP_Script(chk) still runs: the next run is left out");
        assertEquals(UP, next());
        Stage.awaitEnd(Long.parseLong(stage.lines("hung").getFirst()));
    }

    @Test
    void whatCannotRunHasFailed() throws Exception {
        trackers.track(List.of(script("/no/such/check")));
        assertEquals(DOWN, next());
        await("VRRP_Script(chk) failed: cannot be run: there is no /no/such/check");
    }

    @Test
    void aReloadKeepsWhatIsKnown() throws Exception {
        Path good = stage.script("good", "exit 0");
        trackers.track(List.of(script(good)));
        assertEquals(UP, next());
        // The same command: with fall 3, the third failure counts, and it is good all the while.
        trackers.track(List.of(script(good, OFTEN, AMPLE, 5, 3, true)));
        assertEquals(UP, next(), "told again");
        // Another command says nothing before its first result, which decides alone.
        Path bad = stage.script("bad", "exit 1");
        trackers.track(List.of(script(bad, OFTEN, AMPLE, 5, 3, true)));
        assertEquals(DOWN, next());
        await("VRRP_Script(chk) failed (exited with status 1)");
    }

    @Test
    void whatIsNoLongerTrackedEnds() throws Exception {
        Path script = stage.script("check", "echo $$ > " + stage.file("pid") + "; exec sleep 304");
        trackers.track(List.of(script(script)));
        long pid = Long.parseLong(stage.lines("pid").getFirst());
        trackers.track(List.of());
        Stage.awaitEnd(pid);
        assertNull(told.peek());
    }
}
