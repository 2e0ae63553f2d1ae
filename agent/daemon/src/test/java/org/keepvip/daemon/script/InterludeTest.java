package org.keepvip.daemon.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.model.Command;

@Timeout(120)
class InterludeTest {
    private static final Duration LIMIT = Duration.ofMillis(1500);

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        stage.close();
    }

    private String told(Command command, Duration limit) throws InterruptedException {
        Vetted vetted = new Vetted(Stage.vetting(false, false), Map.of(), List.of());
        new Interlude(Stage.ENVIRONMENT, Optional.empty(), stage.log.journal())
                .run("startup_script", command, vetted, limit);
        stage.log.journal().close(Duration.ofSeconds(10));
        return stage.log.lines().getLast();
    }

    @Test
    void itIsOverWhenItReturns() throws Exception {
        Path script = stage.script("begin", "sleep 0.2; echo $1 > " + stage.file("done"));
        assertEquals(
                "startup_script exited with status 0",
                told(Stage.command(script, "word"), Duration.ofSeconds(Stage.PATIENCE_SECONDS)));
        assertEquals(List.of("word"), Files.readAllLines(stage.file("done")));
    }

    @Test
    void aFailureIsToldAndNoMore() throws Exception {
        assertEquals(
                "startup_script cannot be run: there is no /no/such/script; write it, or its right path",
                told(Stage.command("/no/such/script"), LIMIT));
    }

    @Test
    void whoTakesTooLongIsEndedEvenIfItDoesNotHear() throws Exception {
        Path script =
                stage.script("slow", "trap '' TERM; echo $$ > " + stage.file("pid") + "; while :; do sleep 305; done");
        assertEquals("startup_script timed out after 1.5 s", told(Stage.command(script), LIMIT));
        long pid = Long.parseLong(stage.lines("pid").getFirst());
        assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
}
