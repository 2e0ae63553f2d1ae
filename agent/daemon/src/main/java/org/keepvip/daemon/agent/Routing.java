package org.keepvip.daemon.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.RoutingEntry;
import org.keepvip.vrrp.VirtualRoute;

/**
 * The routes and rules of routers: put there a chunk at a time so that adverts get between, taken off at once, and
 * watched. What became of each, and what others do to them, is told to their routers as events.
 */
final class Routing implements AutoCloseable {
    private final RoutingKernel kernel;
    private final LinkTable links;
    private final RoutingWatch watch;
    private final Map<RunningRouter, Deque<RoutingEntry>> waiting = new LinkedHashMap<>();

    private Routing(RoutingKernel kernel, LinkTable links, RoutingWatch watch) {
        this.kernel = kernel;
        this.links = links;
        this.watch = watch;
    }

    /**
     * Opens what it needs of the kernel.
     *
     * @param watched is given the descriptor that becomes readable when there is something to {@link #hear}, as soon as there
     *     is a route or rule to watch
     */
    static Routing open(LinkTable links, Journal journal, Consumer<Integer> watched) throws ErrnoException {
        RoutingKernel kernel = RoutingKernel.open(links);
        return new Routing(kernel, links, new RoutingWatch(kernel, journal, watched));
    }

    /** For those that belong to no router. */
    RoutingKernel kernel() {
        return kernel;
    }

    RoutingWatch watch() {
        return watch;
    }

    /** Begins to watch the router's. */
    void begin(RunningRouter router) {
        watch.begin(router, router.settings().routing().entries());
    }

    /** No longer watches the router's. */
    void end(RunningRouter router) {
        watch.end(router);
    }

    /** Notes routes and rules to be added. */
    void add(RunningRouter router, List<RoutingEntry> entries) {
        waiting.computeIfAbsent(router, _ -> new ArrayDeque<>()).addAll(entries);
    }

    /** Whether {@link #addSome} has something to do. */
    boolean isWaiting() {
        return next() != null;
    }

    /** A router whose addresses are there: a route may name one of them as its source. */
    private @Nullable RunningRouter next() {
        waiting.values().removeIf(Deque::isEmpty);
        for (RunningRouter router : waiting.keySet()) {
            if (router.additions().isEmpty()) {
                return router;
            }
        }
        return null;
    }

    /** Adds the next of one router's, at most {@code limit}; routers take turns. */
    void addSome(int limit, Effects effects) {
        RunningRouter router = next();
        Deque<RoutingEntry> rest = router == null ? null : waiting.remove(router);
        if (router == null || rest == null) {
            return;
        }
        List<RoutingEntry> chunk = new ArrayList<>(limit);
        @Nullable RoutingEntry entry;
        while (chunk.size() < limit && (entry = rest.poll()) != null) {
            chunk.add(entry);
        }
        if (!rest.isEmpty()) {
            waiting.put(router, rest);
        }
        effects.later(router, new Event.RoutingChanged(kernel.add(chunk)));
    }

    /** Takes the routes and rules off, now. */
    void remove(RunningRouter router, List<RoutingEntry> entries, Effects effects) {
        Deque<RoutingEntry> rest = waiting.get(router);
        if (rest != null) {
            rest.removeAll(new HashSet<>(entries));
        }
        effects.later(router, new Event.RoutingChanged(kernel.remove(entries)));
    }

    /** After a bug of ours: takes off what the router may hold. */
    void abandon(RunningRouter router) {
        kernel.remove(router.settings().routing().entries().reversed());
    }

    /** Tells what others did, as far as there is time. */
    void hear(Moment now) {
        watch.hear(now);
    }

    /** Tells those routers of what changed around them that may lose routes by it, or gain some that were refused. */
    void shaken(LinkTable.Changes changes, Iterable<RunningRouter> routers, Moment now) {
        boolean lost =
                changes.links().stream().anyMatch(name -> !links.link(name).isUp())
                        || changes.addresses().stream().anyMatch(key -> !links.has(key));
        if (changes.isEmpty()) {
            return;
        }
        for (RunningRouter router : routers) {
            if (router.state().routing().isFailing()
                    || (lost && isExposed(router.settings().routing().entries(), changes))) {
                router.deliver(new Event.RoutingShaken(), now);
            }
        }
    }

    /** Whether some route depends on a link that it does not name, or on an address that is gone. */
    private boolean isExposed(List<RoutingEntry> entries, LinkTable.Changes changes) {
        Set<Object> gone = new HashSet<>();
        changes.addresses().stream()
                .filter(key -> !links.has(key))
                .forEach(key -> gone.add(key.address().address()));
        for (RoutingEntry entry : entries) {
            if (entry instanceof VirtualRoute route && route.tracked()) {
                boolean ways = route.line().hop().gateway().isPresent()
                        && route.line().hop().device().isEmpty();
                boolean several = !route.line().nexthops().isEmpty();
                boolean source = route.line()
                        .choices()
                        .preferredSource()
                        .filter(gone::contains)
                        .isPresent();
                if (ways || several || source) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        watch.close();
        kernel.close();
    }
}
