package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.Route;
import org.keepvip.linux.netlink.RoutingEvent;
import org.keepvip.linux.netlink.RoutingMonitor;
import org.keepvip.linux.netlink.Rule;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.RoutingEntry;
import org.keepvip.vrrp.VirtualRoute;
import org.keepvip.vrrp.VirtualRule;

/**
 * Hears what happens to the routes and rules that are watched. It listens from the first of them on, and to protocol 18
 * alone, so that a machine without any, or with a million of a routing daemon's, does not feel it.
 */
final class RoutingWatch implements AutoCloseable {
    /** RTPROT_KEEPALIVED, which every watched route has. */
    private static final int PROTOCOL = 18;

    private static final int REPORTS = 256;
    private static final int READS = 4;
    private static final int QUEUE = 4 << 20;

    /** Whose a watched one is: a router's, or the {@code listener}'s of statics. */
    interface Listener {
        /** Those are there now, and those are gone, since the last time. */
        void observed(Set<RoutingEntry> appeared, Set<RoutingEntry> vanished, Moment now);

        /** Reports were lost: any may be gone. */
        void lost(Moment now);
    }

    private record Watched(Listener listener, RoutingEntry entry) {}

    private static final class Seen {
        private final Set<RoutingEntry> appeared = new LinkedHashSet<>();
        private final Set<RoutingEntry> vanished = new LinkedHashSet<>();
    }

    private final RoutingKernel kernel;
    private final Journal journal;
    private final Consumer<Integer> onOpen;
    /** Rules by themselves, routes by destination, TOS, table and metric, or by 0 while their VRF does not exist. */
    private final Map<Object, List<Watched>> watched = new HashMap<>();

    private final Map<Object, Listener> listeners = new HashMap<>();
    private @Nullable RoutingMonitor monitor;

    RoutingWatch(RoutingKernel kernel, Journal journal, Consumer<Integer> onOpen) {
        this.kernel = kernel;
        this.journal = journal;
        this.onOpen = onOpen;
    }

    void begin(RunningRouter router, Collection<RoutingEntry> entries) {
        begin(
                router,
                new Listener() {
                    @Override
                    public void observed(Set<RoutingEntry> appeared, Set<RoutingEntry> vanished, Moment now) {
                        router.deliver(new Event.RoutingObserved(appeared, vanished), now);
                    }

                    @Override
                    public void lost(Moment now) {
                        router.deliver(new Event.RoutingShaken(), now);
                    }
                },
                entries);
    }

    /** Watches those for {@code owner}, in the place of what was watched for it before. */
    void begin(Object owner, Listener listener, Collection<? extends RoutingEntry> entries) {
        end(owner);
        List<RoutingEntry> tracked = new ArrayList<>(entries);
        tracked.removeIf(entry -> !entry.tracked());
        if (tracked.isEmpty()) {
            return;
        }
        open();
        listeners.put(owner, listener);
        for (RoutingEntry entry : tracked) {
            key(entry)
                    .ifPresent(key ->
                            watched.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Watched(listener, entry)));
        }
    }

    void end(Object owner) {
        Listener listener = listeners.remove(owner);
        if (listener != null) {
            watched.values().removeIf(list -> {
                list.removeIf(one -> one.listener().equals(listener));
                return list.isEmpty();
            });
        }
    }

    private Optional<Object> key(RoutingEntry entry) {
        return switch (entry) {
            case VirtualRoute route -> KernelRoute.key(route.line(), kernel::vrfTable);
            case VirtualRule rule -> Optional.of(KernelRule.of(rule.line()));
        };
    }

    private void open() {
        if (monitor != null) {
            return;
        }
        try {
            RoutingMonitor opened = RoutingMonitor.open(PROTOCOL, QUEUE);
            monitor = opened;
            onOpen.accept(opened.fd());
        } catch (ErrnoException e) {
            journal.warning("routes and rules are not watched: " + e.getMessage());
        }
    }

    /** Tells what happened, as far as there is time. */
    void hear(Moment now) {
        RoutingMonitor open = monitor;
        if (open == null) {
            return;
        }
        Map<Listener, Seen> seen = new LinkedHashMap<>();
        List<Boolean> lost = new ArrayList<>();
        try {
            for (int read = 0; read < READS; read++) {
                if (open.receive(REPORTS, event -> accept(event, seen, lost)) < REPORTS) {
                    break;
                }
            }
        } catch (ErrnoException e) {
            throw new IllegalStateException("netlink is lost", e);
        }
        seen.forEach((listener, what) -> listener.observed(what.appeared, what.vanished, now));
        if (!lost.isEmpty()) {
            List.copyOf(listeners.values()).forEach(listener -> listener.lost(now));
        }
    }

    private void accept(RoutingEvent event, Map<Listener, Seen> seen, List<Boolean> lost) {
        switch (event) {
            case RoutingEvent.RouteAdded(Route route) -> route(route, true, seen);
            case RoutingEvent.RouteRemoved(Route route) -> route(route, false, seen);
            case RoutingEvent.RuleAdded(Rule rule) -> note(watched.getOrDefault(rule, List.of()), true, seen);
            case RoutingEvent.RuleRemoved(Rule rule) -> note(watched.getOrDefault(rule, List.of()), false, seen);
            case RoutingEvent.Overrun _ -> lost.add(true);
        }
    }

    private void route(Route reported, boolean added, Map<Listener, Seen> seen) {
        List<Watched> same = new ArrayList<>();
        for (Watched candidate : watched.getOrDefault(reported.key(), List.of())) {
            if (candidate.entry() instanceof VirtualRoute route
                    && kernel.route(route)
                            .filter(own -> own.isReportedAs(reported))
                            .isPresent()) {
                same.add(candidate);
            }
        }
        note(same, added, seen);
    }

    private static void note(List<Watched> entries, boolean added, Map<Listener, Seen> seen) {
        for (Watched one : entries) {
            Seen what = seen.computeIfAbsent(one.listener(), _ -> new Seen());
            (added ? what.vanished : what.appeared).remove(one.entry());
            (added ? what.appeared : what.vanished).add(one.entry());
        }
    }

    @Override
    public void close() {
        if (monitor != null) {
            monitor.close();
        }
    }
}
