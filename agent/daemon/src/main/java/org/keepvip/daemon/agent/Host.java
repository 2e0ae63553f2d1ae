package org.keepvip.daemon.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.NetworkNamespace;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.StaticHolding;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/**
 * An agent and its loop, as other threads see them: each call is done on the loop and waited for, and fails with {@link
 * BusyException} when it takes too long.
 */
public final class Host {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What taking thousands of addresses off and telling of it needs. */
    private static final int RESERVE = 1 << 20;

    private static final List<String> UNTOLD = List.of("a bug of KeepVIP ends this agent, without memory to tell more");

    private final Loop loop;
    private @Nullable Agent agent;
    /** Let go when memory runs out, so that the addresses can be taken off. */
    private final AtomicReference<byte @Nullable []> reserve = new AtomicReference<>(new byte[RESERVE]);

    private Host(Consumer<List<String>> onBug) {
        loop = new Loop("keepvip-loop", bug -> onBug.accept(abandon(bug)));
    }

    /** What runs on the loop besides the agent. */
    @FunctionalInterface
    public interface Beside {
        /**
         * Begins, on the loop, before the first router does.
         *
         * @return is told, on the loop, when what a notice is about has been done; must not block
         */
        Consumer<Notice> begin(Loop loop) throws ErrnoException;
    }

    /**
     * Starts the routers; returns when their first adverts have left.
     *
     * @param namespace the network namespace to run in; empty for that of the process
     * @param addressMonitoring log every address that the kernel adds or removes
     * @param beside what is to run on the loop besides the agent
     * @param onBug is told, on the loop, what to print before the process ends with 70
     * @throws ErrnoException the kernel refuses what an agent cannot do without
     */
    public static Host start(
            List<Settings> routers,
            GlobalDefs.Scheduling scheduling,
            Optional<String> namespace,
            boolean addressMonitoring,
            Journal journal,
            Beside beside,
            Consumer<List<String>> onBug)
            throws ErrnoException {
        Host host = new Host(onBug);
        CompletableFuture<Optional<ErrnoException>> started = new CompletableFuture<>();
        host.loop.execute(() -> {
            try {
                if (namespace.isPresent()) {
                    NetworkNamespace.enter(namespace.get());
                }
                ThreadPriority priority = new ThreadPriority(scheduling, journal);
                priority.begin();
                Agent agent = new Agent(host.loop, journal, addressMonitoring, priority::late, beside.begin(host.loop));
                host.agent = agent;
                agent.start(routers);
                started.complete(Optional.empty());
            } catch (ErrnoException e) {
                started.complete(Optional.of(e));
            }
        });
        Optional<ErrnoException> refused = host.await(started);
        if (refused.isPresent()) {
            throw refused.get();
        }
        return host;
    }

    /** The loop did not answer in time; what was asked for may yet be done. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private BusyException(Throwable cause) {
            super("the agent did not answer within " + PATIENCE.toSeconds() + " s", cause);
        }
    }

    /** Goes on with other settings; see {@link Agent#reload}. */
    public List<String> reload(List<Settings> routers) {
        return ask(running -> running.reload(routers));
    }

    /** Tells the routers what a tracker says, soon. */
    public void report(Tracker tracker, Reading reading) {
        tell(running -> running.report(tracker, reading));
    }

    /** Changes what of links counts, soon. */
    public void review(Consumer<LinkView> change) {
        tell(running -> running.review(change));
    }

    private void tell(Consumer<Agent> work) {
        loop.execute(() -> {
            Agent running = agent;
            if (running != null) {
                work.accept(running);
            }
        });
    }

    /** Ends the agent as a bug on its own loop does: on another thread something was thrown that is one. */
    public void fail(Throwable bug) {
        loop.execute(() -> {
            throw new IllegalStateException("on another thread", bug);
        });
    }

    /** Keeps those addresses, routes and rules; see {@link Agent#keep}. */
    public void keep(List<StaticHolding> wanted) {
        ask(running -> {
            running.keep(wanted);
            return true;
        });
    }

    /** What the routers are doing. */
    public List<RouterReport> report() {
        return ask(Agent::report);
    }

    /** Releases everything; the loop goes on for who has still to be told of it. See {@link Agent#stop}. */
    public void release(boolean keepAddresses) {
        ask(running -> {
            running.stop(keepAddresses);
            return true;
        });
    }

    /** Ends the loop. */
    public void end() throws InterruptedException {
        loop.stop(Duration.ofMillis(500));
    }

    private List<String> abandon(Throwable bug) {
        reserve.set(null);
        try {
            return BugText.of(bug, abandonRouters(bug));
        } catch (OutOfMemoryError stillNone) {
            return UNTOLD;
        }
    }

    private List<String> abandonRouters(Throwable bug) {
        Agent running = agent;
        try {
            return running == null ? List.of() : running.abandon();
        } catch (Throwable another) {
            // Whatever it is, the process must end, and not go on without a loop.
            bug.addSuppressed(another);
            return List.of("the end was not orderly, addresses may still be on: " + another);
        }
    }

    private <T> T ask(Function<Agent, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            Agent running = agent;
            if (running != null) {
                answer.complete(question.apply(running));
            }
        });
        return await(answer);
    }

    private <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the loop worked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new BusyException(e);
        }
    }
}
