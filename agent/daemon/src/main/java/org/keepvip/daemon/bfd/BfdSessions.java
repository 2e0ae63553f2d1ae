package org.keepvip.daemon.bfd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.BfdInstance;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.NetworkNamespace;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/**
 * The BFD sessions of a configuration, as other threads see them. They have a loop of their own, so that a hundred packets a
 * second delay no advert, and a thousand addresses to be put on take no session down. Not for two threads at once.
 */
public final class BfdSessions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Optional<String> namespace;
    private final BiConsumer<Tracker, Reading> report;
    private final Journal journal;
    private final Consumer<Throwable> onBug;
    private @Nullable Loop loop;
    /** On the loop's thread alone. */
    private @Nullable SessionTable table;

    /**
     * None yet, and no thread.
     *
     * @param namespace the network namespace of the sessions; empty for that of the process
     * @param report is called, on the sessions' thread, with what a session says now
     * @param onBug is called there with what was thrown
     */
    public BfdSessions(
            Optional<String> namespace,
            BiConsumer<Tracker, Reading> report,
            Journal journal,
            Consumer<Throwable> onBug) {
        this.namespace = namespace;
        this.report = report;
        this.journal = journal;
        this.onBug = onBug;
    }

    /** Keeps those of {@code wanted} and no others from now on; those that are kept say again what they say. */
    public void change(List<BfdInstance> wanted) {
        Loop running = loop;
        if (running == null) {
            if (wanted.isEmpty()) {
                return;
            }
            running = new Loop("keepvip-bfd", onBug);
            loop = running;
            Loop begun = running;
            running.execute(() -> begin(begun));
        }
        running.execute(() -> {
            if (table != null) {
                table.change(wanted);
            }
        });
    }

    private void begin(Loop running) {
        try {
            if (namespace.isPresent()) {
                NetworkNamespace.enter(namespace.get());
            }
            table = SessionTable.open(running, report, journal);
        } catch (ErrnoException e) {
            journal.error("no BFD session can run: " + e.getMessage());
        }
    }

    /** Tells every neighbour that its session is taken down on purpose, and ends. */
    @Override
    public void close() {
        Loop running = loop;
        if (running == null) {
            return;
        }
        loop = null;
        CompletableFuture<Boolean> said = new CompletableFuture<>();
        running.execute(() -> {
            if (table != null) {
                table.close();
            }
            said.complete(true);
        });
        try {
            said.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            running.stop(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            journal.warning("BFD sessions end without a word: " + e);
        }
    }
}
