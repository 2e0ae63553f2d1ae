package org.keepvip.daemon.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keepvip.vrrp.Link;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.tracking.Debounce;
import org.keepvip.vrrp.tracking.LinkDelay;

/** Links as routers are told of them: with the carrier that was asked for, and changed only by what lasts. */
public final class LinkView {
    private final LinkTable links;
    private Map<String, LinkDelay> delays = Map.of();
    private final Map<String, Debounce> states = new HashMap<>();
    private final Map<String, Boolean> carriers = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    /** What {@code links} says, until something else is wanted. */
    LinkView(LinkTable links) {
        this.links = links;
    }

    /** Waits so long from now on, by interface. */
    public void delays(Map<String, LinkDelay> wanted) {
        touched.addAll(states.keySet());
        delays = wanted;
        states.keySet().retainAll(wanted.keySet());
        wanted.keySet()
                .forEach(name ->
                        states.putIfAbsent(name, Debounce.settled(real(name).isUp())));
    }

    /** The carrier of an interface that is asked, in place of what the kernel reports. */
    public void carrier(String name, boolean present) {
        carriers.put(name, present);
        touched.add(name);
    }

    /** Interfaces that are not asked any more are believed to be what the kernel reports. */
    public void asked(Set<String> names) {
        touched.addAll(carriers.keySet());
        carriers.keySet().retainAll(names);
    }

    /** Looks at these again. */
    void look(Set<String> names, Moment now) {
        for (String name : names) {
            Debounce before = states.get(name);
            LinkDelay delay = delays.get(name);
            if (before != null && delay != null) {
                Link link = real(name);
                Debounce next = link.present()
                        ? before.seen(link.isUp(), link.isUp() ? delay.up() : delay.down(), now)
                        : Debounce.settled(false);
                states.put(name, next);
            }
        }
    }

    /** Those of which something may count at {@code now} that did not. */
    Set<String> settle(Moment now) {
        Set<String> settled = new HashSet<>(touched);
        touched.clear();
        look(settled, now);
        states.replaceAll((name, state) -> {
            Debounce next = state.at(now);
            if (!next.equals(state)) {
                settled.add(name);
            }
            return next;
        });
        return settled;
    }

    /** When to {@link #settle}; {@link Moment#NEVER} while nothing waits. */
    Moment due() {
        Moment due = Moment.NEVER;
        for (Debounce state : states.values()) {
            due = Moment.earliest(due, state.due());
        }
        return due;
    }

    /** The link as the election is to see it. */
    Link link(String name) {
        Link link = real(name);
        @Nullable Debounce state = states.get(name);
        if (state == null || state.up() == link.isUp()) {
            return link;
        }
        return state.up()
                ? new Link(true, true, true, link.mtu())
                : new Link(link.present(), link.adminUp(), false, link.mtu());
    }

    private Link real(String name) {
        Link link = links.link(name);
        @Nullable Boolean carrier = carriers.get(name);
        return carrier == null ? link : new Link(link.present(), link.adminUp(), carrier, link.mtu());
    }
}
