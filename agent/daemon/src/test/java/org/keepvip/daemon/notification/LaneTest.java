package org.keepvip.daemon.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.Scripting;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.daemon.script.Scripts;
import org.keepvip.daemon.script.Vetted;
import org.keepvip.daemon.script.Vetting;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.notice.Notice.Kind;
import org.keepvip.vrrp.notice.Notice.Subject;

/** Real scripts, which write what they are told into one file. */
@Timeout(120)
class LaneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    Path folder;

    private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
    private final Loop loop = new Loop("loop-under-test", bugs::add);
    private final Recording log = new Recording();
    private NotifyScripts notify;
    private Scripts scripts;
    private Wakeups wakeups;

    @BeforeEach
    void begin() throws Exception {
        scripts = new Scripts(loop, ENVIRONMENT, Optional.empty(), log.journal());
        Duration unused = Duration.ofSeconds(1);
        scripts.prepare(new Vetted(
                new Vetting(
                        ENVIRONMENT,
                        new Scripting(
                                Optional.empty(),
                                false,
                                false,
                                false,
                                Optional.empty(),
                                unused,
                                Optional.empty(),
                                unused,
                                unused)),
                Map.of(),
                List.of()));
        wakeups = new Wakeups(loop);
        notify = new NotifyScripts(scripts, wakeups, log.journal(), PATIENCE);
    }

    @AfterEach
    void end() throws InterruptedException {
        loop.stop(Duration.ofSeconds(5));
        assertEquals(List.of(), List.copyOf(bugs));
    }

    private Command script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return new Command(List.of(file.toString(), "configured"), Optional.empty());
    }

    private String told() {
        return folder.resolve("told").toString();
    }

    private void tell(Kind kind, Listener listener) {
        Notice notice = new Notice(Subject.INSTANCE, "VI_1", kind, 100);
        loop.execute(() -> notify.tell(notice, listener.calls(notice)));
    }

    private Listener any(Command command) {
        return new Listener(Map.of(), Optional.of(command), false, false, false);
    }

    private NotifyScripts.Ending finish(Duration hurry) {
        CompletableFuture<NotifyScripts.Ending> ending = new CompletableFuture<>();
        loop.execute(() -> ending.complete(notify.finish(hurry)));
        return ending.join();
    }

    private void awaitAll() throws Exception {
        finish(PATIENCE).over().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(Path.of(told()));
    }

    @Test
    void aSlowScriptIsWaitedForAndEveryStateIsTold() throws Exception {
        Command slow = script("slow", "[ $4 = MASTER ] && sleep 0.5; echo $* >> " + told());
        tell(Kind.MASTER, any(slow));
        tell(Kind.BACKUP, any(slow));
        tell(Kind.FAULT, any(slow));
        awaitAll();
        assertEquals(
                List.of(
                        "configured INSTANCE VI_1 MASTER 100",
                        "configured INSTANCE VI_1 BACKUP 100",
                        "configured INSTANCE VI_1 FAULT 100"),
                lines());
    }

    @Test
    void aScriptThatHangsIsEndedAndTheLastStateTold() throws Exception {
        Command hangs = script("hangs", "trap '' TERM; [ $4 = MASTER ] && sleep 100; echo $4 >> " + told());
        loop.execute(() -> notify.patience(SHORT));
        tell(Kind.MASTER, any(hangs));
        tell(Kind.BACKUP, any(hangs));
        tell(Kind.FAULT, any(hangs));
        tell(Kind.BACKUP, any(hangs));
        finish(SHORT).over().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(List.of("BACKUP"), lines());
        log.journal().close(PATIENCE);
        assertTrue(
                log.tells("hangs INSTANCE VI_1 MASTER 100 still runs while a newer state waits for it: it is ended"));
        assertTrue(log.tells("hangs INSTANCE VI_1 FAULT 100 is not run: it is out of date"));
    }

    @Test
    void aLongScriptThatNothingWaitsForGoesOn() throws Exception {
        Command slow = script("slow", "sleep 1; echo $4 >> " + told());
        loop.execute(() -> notify.patience(SHORT));
        tell(Kind.MASTER, any(slow));
        awaitAll();
        assertEquals(List.of("MASTER"), lines());
    }

    @Test
    void ofAFloodOnlyTheLastStateIsWaitedFor() throws Exception {
        Command slow = script("slow", "sleep 0.2; echo $4 >> " + told());
        for (int i = 0; i < 20; i++) {
            tell(Kind.BACKUP, any(slow));
            tell(Kind.FAULT, any(slow));
        }
        tell(Kind.MASTER, any(slow));
        awaitAll();
        assertTrue(lines().size() < 20, () -> "too many were run");
        assertEquals("MASTER", lines().getLast());
    }

    @Test
    void theScriptOfAStateAndTheGeneralOneDoNotWaitForEachOther() throws Exception {
        Command hangs = script("hangs", "sleep 1; echo own >> " + told());
        Command quick = script("quick", "echo any >> " + told());
        tell(Kind.MASTER, new Listener(Map.of(Kind.MASTER, hangs), Optional.of(quick), false, false, false));
        awaitAll();
        assertEquals(List.of("any", "own"), lines());
    }

    @Test
    void atTheEndAScriptThatHangsMakesRoomForTheLastOne() throws Exception {
        Command hangs = script("hangs", "[ $4 = MASTER ] && sleep 100; echo $4 >> " + told());
        tell(Kind.MASTER, any(hangs));
        tell(Kind.STOP, any(hangs));
        finish(SHORT).over().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(List.of("STOP"), lines());
    }

    @Test
    void aFailureIsTold() throws Exception {
        tell(Kind.MASTER, any(script("fails", "exit 3")));
        tell(Kind.MASTER, any(new Command(List.of(folder.resolve("missing").toString()), Optional.empty())));
        awaitAll();
        log.journal().close(PATIENCE);
        assertTrue(log.tells(
                "(VI_1) notify " + folder.resolve("fails") + " INSTANCE VI_1 MASTER 100: exited with status 3"));
        assertTrue(
                log.tells("there is no " + folder.resolve("missing")),
                () -> log.lines().toString());
    }

    @Test
    void whatReadsAFifoIsStartedAgainAndEnded() throws Exception {
        Command reads = script(
                "reads",
                "echo start $2 >> " + told() + "; [ -e " + folder.resolve("stay")
                        + " ] || { touch " + folder.resolve("stay") + "; exit 1; }; trap 'echo term >> " + told()
                        + "; exit' TERM; echo ready >> " + folder.resolve("ready") + "; sleep 100 & wait");
        FifoReader reader = new FifoReader(reads, folder.resolve("fifo"), scripts, wakeups, log.journal());
        loop.execute(reader::start);
        Path ready = folder.resolve("ready");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        loop.execute(reader::end);
        while (lines().size() < 3 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        String start = "start " + folder.resolve("fifo");
        assertEquals(List.of(start, start, "term"), lines());
        log.journal().close(PATIENCE);
        assertTrue(
                log.tells("ended (exited with status 1); it is started again in 1 s"),
                () -> log.lines().toString());
    }
}
