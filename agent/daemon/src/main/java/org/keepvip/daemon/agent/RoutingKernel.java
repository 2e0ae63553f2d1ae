package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.Route;
import org.keepvip.linux.netlink.RoutingChange;
import org.keepvip.linux.netlink.RoutingOutcome;
import org.keepvip.linux.netlink.RoutingRequests;
import org.keepvip.vrrp.RoutingEntry;
import org.keepvip.vrrp.Upkeep;
import org.keepvip.vrrp.VirtualRoute;
import org.keepvip.vrrp.VirtualRule;

/** Puts routes and rules into the kernel and takes them out, many at a time, and says what became of each. */
final class RoutingKernel implements AutoCloseable {
    /** On removal: it may still be there. Whatever else the kernel says, it has no such route. */
    private static final Set<String> STILL_THERE = Set.of("EPERM", "ENOBUFS", "ENOMEM", "EAGAIN", "EBUSY");

    private final RoutingRequests requests;
    private final LinkTable links;
    /** Each route as it was added: an interface may have another index by the time it is to be taken off. */
    private final Map<RoutingEntry, Route> placed = new HashMap<>();

    private RoutingKernel(RoutingRequests requests, LinkTable links) {
        this.requests = requests;
        this.links = links;
    }

    static RoutingKernel open(LinkTable links) throws ErrnoException {
        return new RoutingKernel(RoutingRequests.open(), links);
    }

    /** The route as it is, or would be, in the kernel; empty while an interface that it names does not exist. */
    Optional<Route> route(VirtualRoute route) {
        return Optional.ofNullable(placed.get(route)).or(() -> wanted(route));
    }

    private Optional<Route> wanted(VirtualRoute route) {
        return KernelRoute.of(route.line(), links::index, links::vrfTable);
    }

    int vrfTable(String name) {
        return links.vrfTable(name);
    }

    List<Upkeep.Outcome<RoutingEntry>> add(List<RoutingEntry> entries) {
        List<Upkeep.Outcome<RoutingEntry>> outcomes = new ArrayList<>(entries.size());
        List<RoutingEntry> asked = new ArrayList<>(entries.size());
        List<RoutingChange> changes = new ArrayList<>(entries.size());
        for (RoutingEntry entry : entries) {
            RoutingChange change = switch (entry) {
                case VirtualRoute route -> {
                    @Nullable Route wanted = wanted(route).orElse(null);
                    yield wanted == null
                            ? null
                            : new RoutingChange.AddRoute(wanted, KernelRoute.placement(route.line()));
                }
                case VirtualRule rule -> new RoutingChange.AddRule(KernelRule.of(rule.line()));
            };
            if (change == null) {
                outcomes.add(new Upkeep.Outcome<>(entry, true, Optional.of(Errno.name(Errno.ENODEV))));
            } else {
                changes.add(change);
                asked.add(entry);
            }
        }
        List<RoutingOutcome> answers = requests.change(changes);
        for (int i = 0; i < answers.size(); i++) {
            outcomes.add(new Upkeep.Outcome<>(asked.get(i), true, added(asked.get(i), answers.get(i))));
        }
        return outcomes;
    }

    /** The error's name; empty when it is there. */
    private Optional<String> added(RoutingEntry entry, RoutingOutcome answer) {
        return switch (answer.change()) {
            case RoutingChange.AddRoute(Route route, RoutingChange.Placement placement) -> {
                RoutingOutcome last = answer.errno() == Errno.EEXIST && placement == RoutingChange.Placement.ALONE
                        ? alone(entry, answer, route)
                        : answer;
                boolean there = last.succeeded()
                        || (last.errno() == Errno.EEXIST && placement != RoutingChange.Placement.ALONE);
                if (there) {
                    placed.put(entry, route);
                }
                yield there ? Optional.empty() : Optional.of(last.errorName());
            }
            case RoutingChange.AddRule _ ->
                answer.succeeded() || answer.errno() == Errno.EEXIST
                        ? Optional.empty()
                        : Optional.of(answer.errorName());
            case RoutingChange.RemoveRoute _, RoutingChange.RemoveRule _ ->
                throw new IllegalStateException("nothing was to be removed");
        };
    }

    /** There is a route like it: ours, of now or of an earlier run, or somebody else's. Only ours can be taken off. */
    private RoutingOutcome alone(RoutingEntry entry, RoutingOutcome answer, Route route) {
        if (placed.containsKey(entry)) {
            return new RoutingOutcome(answer.change(), 0, "");
        }
        boolean ours = requests.change(List.of(new RoutingChange.RemoveRoute(route)))
                .getFirst()
                .succeeded();
        return ours ? requests.change(List.of(answer.change())).getFirst() : answer;
    }

    List<Upkeep.Outcome<RoutingEntry>> remove(List<RoutingEntry> entries) {
        List<Upkeep.Outcome<RoutingEntry>> outcomes = new ArrayList<>(entries.size());
        List<RoutingEntry> asked = new ArrayList<>(entries.size());
        List<RoutingChange> changes = new ArrayList<>(entries.size());
        for (RoutingEntry entry : entries) {
            RoutingChange change = switch (entry) {
                case VirtualRoute route -> {
                    @Nullable Route there = route(route).orElse(null);
                    yield there == null ? null : new RoutingChange.RemoveRoute(there);
                }
                case VirtualRule rule -> new RoutingChange.RemoveRule(KernelRule.of(rule.line()));
            };
            if (change == null) {
                outcomes.add(new Upkeep.Outcome<>(entry, false, Optional.empty()));
            } else {
                changes.add(change);
                asked.add(entry);
            }
        }
        List<RoutingOutcome> answers = requests.change(changes);
        for (int i = 0; i < answers.size(); i++) {
            RoutingOutcome answer = answers.get(i);
            boolean gone = answer.succeeded() || !STILL_THERE.contains(answer.errorName());
            if (gone) {
                placed.remove(asked.get(i));
            }
            outcomes.add(new Upkeep.Outcome<>(
                    asked.get(i), false, gone ? Optional.empty() : Optional.of(answer.errorName())));
        }
        return outcomes;
    }

    @Override
    public void close() {
        requests.close();
    }
}
