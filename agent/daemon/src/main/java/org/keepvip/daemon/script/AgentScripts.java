package org.keepvip.daemon.script;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.Scripting;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** The scripts of an agent from its begin to its end. Called by the thread that begins and ends it, or reloads it. */
public final class AgentScripts {
    /** Two seconds have those that do not hear TERM. */
    private static final Duration LAST_PATIENCE = Run.GRACE.plusMillis(500);

    private final Map<String, String> environment;
    private final Optional<String> namespace;
    private final Journal journal;
    private final Interlude interlude;

    private @Nullable Loop loop;
    private @Nullable Scripts scripts;
    private @Nullable ScriptTrackers trackers;

    /**
     * None runs yet.
     *
     * @param environment the agent's own
     * @param namespace the network namespace they run in; empty for that of the process
     */
    public AgentScripts(Map<String, String> environment, Optional<String> namespace, Journal journal) {
        this.environment = environment;
        this.namespace = namespace;
        this.journal = journal;
        interlude = new Interlude(environment, namespace, journal);
    }

    /** Runs startup_script, before any router begins. */
    public void open(Scripting scripting, Vetted vetted) {
        scripting
                .startup()
                .ifPresent(command -> interlude.run("startup_script", command, vetted, scripting.startupTimeout()));
    }

    /** Begins on the agent's loop; what is run is started when {@link #prepare} was called. */
    public Scripts begin(Loop on) throws ErrnoException {
        Scripts begun = new Scripts(on, environment, namespace, journal);
        loop = on;
        scripts = begun;
        return begun;
    }

    /** Goes on with what vetting found; to be called before routers change. */
    public void prepare(Vetted vetted) {
        begun().prepare(vetted);
    }

    /**
     * Tracks what a configuration tracks, and no more; to be called after routers changed.
     *
     * @param report is told, on the loop, what a script says
     */
    public void track(Configuration configuration, BiConsumer<Tracker, Reading> report) throws ErrnoException {
        if (trackers == null) {
            if (loop == null) {
                throw new IllegalStateException("not begun");
            }
            trackers = new ScriptTrackers(loop, begun(), journal, report);
        }
        trackers.track(configuration.scripts());
    }

    /** Ends every check, before the loop does. */
    public void end() throws InterruptedException {
        Scripts running = scripts;
        if (loop == null || running == null) {
            return;
        }
        if (trackers != null) {
            trackers.track(List.of());
        }
        CompletableFuture<CompletableFuture<Void>> gone = new CompletableFuture<>();
        loop.execute(() -> gone.complete(running.end()));
        try {
            gone.thenCompose(all -> all).get(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            journal.warning("a check cannot be ended; it is left behind");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs shutdown_script, when no router runs any more. */
    public void close(Scripting scripting, Vetted vetted) {
        scripting
                .shutdown()
                .ifPresent(command -> interlude.run("shutdown_script", command, vetted, scripting.shutdownTimeout()));
    }

    private Scripts begun() {
        if (scripts == null) {
            throw new IllegalStateException("not begun");
        }
        return scripts;
    }
}
