package org.keepvip.daemon.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.RunAs;
import org.keepvip.conf.model.Scripting;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;

/** A loop with scripts on it, and a folder for them that everybody may look into. */
final class Stage {
    static final long PATIENCE_SECONDS = 30;
    static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "IFS", "x", "LD_PRELOAD", "", "KEPT", "yes");

    final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
    final Loop loop = new Loop("loop-under-test", bugs::add);
    final Recording log = new Recording();
    final Scripts scripts;
    private final Path folder;

    Stage(Path folder) throws IOException {
        this.folder = folder;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        try {
            scripts = new Scripts(loop, ENVIRONMENT, Optional.empty(), log.journal());
        } catch (ErrnoException e) {
            throw new IOException(e);
        }
        prepare(false, false);
    }

    void prepare(boolean secured, boolean supplementaryGroups) {
        Command any = command("true");
        Vetting vetting = vetting(secured, supplementaryGroups);
        Verdict verdict = vetting.finding(any).verdict();
        scripts.prepare(new Vetted(vetting, Map.of(any, verdict), List.of()));
    }

    static Vetting vetting(boolean secured, boolean supplementaryGroups) {
        Duration limit = Duration.ofSeconds(10);
        return new Vetting(
                ENVIRONMENT,
                new Scripting(
                        Optional.empty(),
                        secured,
                        false,
                        supplementaryGroups,
                        Optional.empty(),
                        limit,
                        Optional.empty(),
                        limit,
                        limit));
    }

    /** A shell script that does {@code text}. */
    Path script(String name, String text) throws IOException {
        return executable(name, "#!/bin/sh\n" + text + "\n");
    }

    Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    static Command command(Object... words) {
        return new Command(List.of(words).stream().map(Object::toString).toList(), Optional.empty());
    }

    static Command as(String user, Object... words) {
        return new Command(command(words).argv(), Optional.of(new RunAs(user, Optional.empty())));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** What becomes of a job. */
    Outcome outcome(Job job) throws Exception {
        return begin(job).outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A job under way. */
    static final class Going {
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        final CompletableFuture<Run> run = new CompletableFuture<>();
    }

    Going begin(Job job) {
        Going going = new Going();
        loop.execute(() -> going.run.complete(scripts.run(job, told -> {
            assertTrue(loop.isCurrent(), "told on the loop");
            assertTrue(going.outcome.complete(told), "told once");
        })));
        return going;
    }

    static Job check(Command command) {
        return Job.check(command, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** Waits for a file that a script makes, and reads it. */
    List<String> lines(String name) throws Exception {
        Path file = folder.resolve(name);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertTrue(System.nanoTime() < deadline, "no " + file);
            moment();
        }
        return Files.readAllLines(file);
    }

    /** Waits until a process is gone, as somebody's child or nobody's. */
    static void awaitEnd(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(left -> left.onExit()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join());
    }

    /** Waits until a run is no longer active. */
    void awaitOver(Run run) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (ask(run::isActive)) {
            assertTrue(System.nanoTime() < deadline, "still active");
            moment();
        }
    }

    <T extends @Nullable Object> T ask(java.util.concurrent.Callable<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Lets others work for a while: what a test waits for is in a file, of which nobody tells. */
    static void moment() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 10, TimeUnit.MILLISECONDS)
                .join();
    }

    void close() throws InterruptedException {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        loop.execute(() -> {
            CompletableFuture<Void> ended = scripts.end().thenRun(() -> gone.complete(null));
            assertTrue(!ended.isCancelled());
        });
        gone.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        loop.stop(Duration.ofSeconds(5));
        assertEquals(List.of(), List.copyOf(bugs));
    }
}
