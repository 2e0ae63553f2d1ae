package org.keepvip.daemon.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.linux.process.Ending;

@Timeout(120)
class ScriptsTest {
    private static final Outcome GOOD = new Outcome.Ended(new Ending.Exited(0));

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        stage.close();
    }

    private static Outcome exit(int code) {
        return new Outcome.Ended(new Ending.Exited(code));
    }

    @Test
    void theExitCodeIsTheOutcome() throws Exception {
        Path script = stage.script("code", "exit $1");
        assertEquals(GOOD, stage.outcome(Stage.check(Stage.command(script, 0))));
        assertTrue(GOOD.isSuccess());
        Outcome three = stage.outcome(Stage.check(Stage.command(script, 3)));
        assertEquals(exit(3), three);
        assertFalse(three.isSuccess());
        Outcome killed = stage.outcome(Stage.check(Stage.command("sh", "-c", "kill -KILL $$")));
        assertEquals("ended by signal 9", killed.text());
        assertFalse(killed.isSuccess());
    }

    @Test
    void argumentsAreAddedAndTheEnvironmentIsCleaned() throws Exception {
        Path script = stage.script("tell", "{ echo \"$#:$1:$2\"; env; } > " + stage.file("told"));
        assertEquals(GOOD, stage.outcome(Job.notice(Stage.command(script, "one word"), List.of("$HOME;x"))));
        List<String> told = stage.lines("told");
        assertEquals("2:one word:$HOME;x", told.getFirst());
        assertTrue(told.contains("KEPT=yes"), told::toString);
        assertFalse(told.stream().anyMatch(line -> line.startsWith("LD_PRELOAD=")), told::toString);
    }

    @Test
    void aFileWithoutAShebangIsTheShells() throws Exception {
        Path script = stage.executable("plain", "exit $1\n");
        assertEquals(exit(7), stage.outcome(Stage.check(Stage.command(script, 7))));
        assertEquals(exit(8), stage.outcome(Job.notice(Stage.command(script, 8), List.of())));
    }

    @Test
    void whatCannotBeExecutedFails() throws Exception {
        Path orphan = stage.executable("orphan", "#!/no/such/interpreter\n");
        Outcome checked = stage.outcome(Stage.check(Stage.command(orphan)));
        assertFalse(checked.isSuccess());
        Outcome told = stage.outcome(Job.notice(Stage.command(orphan), List.of()));
        assertFalse(told.isSuccess());
        String why = "the interpreter '/no/such/interpreter' that " + orphan + " names in its first line is missing;"
                + " install it, or name another";
        assertEquals("cannot be run: " + why, checked.text());
        assertEquals("cannot be run: " + why, told.text());
        // One that went after the configuration was read.
        Path interpreter = stage.script("interpreter", "exit 0");
        Path late = stage.executable("late", "#!" + interpreter + "\n");
        Job bound = Stage.check(Stage.command(late));
        Job free = Job.notice(Stage.command(late), List.of());
        assertTrue(stage.outcome(bound).isSuccess() && stage.outcome(free).isSuccess());
        Files.delete(interpreter);
        assertEquals(
                "exited with status 127: it, its interpreter or a command in it is not found",
                stage.outcome(bound).text());
        assertEquals(
                "cannot be run: posix_spawn(" + late + "): ENOENT: the file, or the interpreter it names, is missing",
                stage.outcome(free).text());
    }

    @Test
    void whatIsMissingFailsWithTheReason() throws Exception {
        assertEquals(
                "cannot be run: there is no /no/such/script; write it, or its right path",
                stage.outcome(Stage.check(Stage.command("/no/such/script"))).text());
        assertEquals(
                "cannot be run: no kv-no-such-program is in PATH; write its whole path",
                stage.outcome(Stage.check(Stage.command("kv-no-such-program"))).text());
        Path locked = Files.writeString(stage.file("locked"), "#!/bin/sh\n");
        assertEquals(
                "cannot be run: " + locked + " is not executable; chmod a+x " + locked,
                stage.outcome(Stage.check(Stage.command(locked))).text());
        assertEquals(
                "cannot be run: there is no user kv-nobody-is-called-so; useradd --system" + " kv-nobody-is-called-so",
                stage.outcome(Stage.check(Stage.as("kv-nobody-is-called-so", "true")))
                        .text());
    }

    @Test
    void whoTakesTooLongIsToldToEndAndHasFailed() throws Exception {
        Path script = stage.script("slow", "echo $$ > " + stage.file("pid") + "; exec sleep 300");
        Stage.Going going = stage.begin(Job.check(Stage.command(script), Duration.ofMillis(1500)));
        Outcome outcome = going.outcome.get(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals("timed out after 1.5 s", outcome.text());
        assertFalse(outcome.isSuccess());
        stage.awaitOver(going.run.join());
        Stage.awaitEnd(Long.parseLong(stage.lines("pid").getFirst()));
    }

    @Test
    void whoIgnoresThatIsKilledTwoSecondsLater() throws Exception {
        Path script =
                stage.script("deaf", "trap '' TERM; echo $$ > " + stage.file("pid") + "; while :; do sleep 300; done");
        Stage.Going going = stage.begin(Job.check(Stage.command(script), Duration.ofMillis(1500)));
        assertInstanceOf(Outcome.TimedOut.class, going.outcome.get(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS));
        long told = System.nanoTime();
        assertTrue(stage.ask(going.run.join()::isActive), "it goes on until it is killed");
        stage.awaitOver(going.run.join());
        assertTrue(System.nanoTime() - told
                > Run.GRACE.toNanos() - Duration.ofMillis(500).toNanos());
        Stage.awaitEnd(Long.parseLong(stage.lines("pid").getFirst()));
    }

    @Test
    void aWholeFamilyIsKilled() throws Exception {
        // Children that start children, none of which hears TERM.
        Path script = stage.script(
                "family",
                "trap '' TERM; n=$1; echo $$ >> " + stage.file("pids") + "\n"
                        + "if [ $n -gt 0 ]; then $0 $((n-1)) & $0 $((n-1)) & else echo x >> " + stage.file("leaves")
                        + "; fi\nwhile :; do sleep 300; done");
        Stage.Going going = stage.begin(Stage.check(Stage.command(script, 3)));
        while (!Files.exists(stage.file("leaves")) || stage.lines("leaves").size() < 8) {
            assertTrue(stage.ask(going.run.join()::isActive));
            Stage.moment();
        }
        List<Long> family = new ArrayList<>();
        stage.lines("pids").forEach(pid -> family.add(Long.parseLong(pid)));
        assertEquals(15, family.size());
        stage.ask(() -> {
            going.run.join().end();
            return true;
        });
        stage.awaitOver(going.run.join());
        family.forEach(Stage::awaitEnd);
        assertFalse(going.outcome.isDone(), "nothing more is told of it");
    }

    @Test
    void aChildThatOutlivesItsScriptIsLeftAlone() throws Exception {
        Path script = stage.script("parent", "sleep 301 & echo $! > " + stage.file("child"));
        assertEquals(GOOD, stage.outcome(Stage.check(Stage.command(script))));
        ProcessHandle child = ProcessHandle.of(
                        Long.parseLong(stage.lines("child").getFirst()))
                .orElseThrow();
        assertTrue(child.isAlive());
        assertTrue(child.destroyForcibly());
    }

    @Test
    void theEndTakesWhatIsBoundAndLeavesWhatIsTold() throws Exception {
        Path script = stage.script("wait", "echo $$ > " + folder + "/$1; exec sleep 302");
        stage.begin(Stage.check(Stage.command(script, "bound")));
        Stage.Going notice = stage.begin(Job.notice(Stage.command(script, "free"), List.of()));
        long bound = Long.parseLong(stage.lines("bound").getFirst());
        long free = Long.parseLong(stage.lines("free").getFirst());
        CompletableFuture<Void> gone = stage.ask(stage.scripts::end);
        gone.get(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS);
        Stage.awaitEnd(bound);
        assertTrue(ProcessHandle.of(free).orElseThrow().isAlive());
        stage.ask(() -> {
            notice.run.join().end();
            return true;
        });
        Stage.awaitEnd(free);
    }

    /** What the kernel does when the agent is killed, it does when the thread that started the program ends. */
    @Test
    void whoIsBoundEndsWithItsStarter() throws Exception {
        Path script = stage.script("wait", "echo $$ > " + folder + "/$1; exec sleep 303");
        Stage.Going bound = stage.begin(Stage.check(Stage.command(script, "bound")));
        Stage.Going free = stage.begin(Job.notice(Stage.command(script, "free"), List.of()));
        assertEquals(1, stage.lines("bound").size());
        long child = Long.parseLong(stage.lines("free").getFirst());
        Thread starter = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("keepvip-scripts"))
                .max(Comparator.comparingLong(Thread::threadId))
                .orElseThrow();
        starter.interrupt();
        assertEquals(
                "ended by signal 15",
                bound.outcome.get(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS).text());
        assertTrue(ProcessHandle.of(child).orElseThrow().isAlive());
        stage.ask(() -> {
            free.run.join().end();
            return true;
        });
        Stage.awaitEnd(child);
    }

    @Test
    void manyAtOnce() throws Exception {
        Path script = stage.script("quick", "exit 0");
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outcomes.add(stage.begin(Stage.check(Stage.command(script))).outcome);
        }
        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertEquals(GOOD, outcome.get(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertEquals(Optional.empty(), Optional.ofNullable(stage.bugs.peek()));
    }
}
