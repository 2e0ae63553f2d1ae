package org.keepvip.daemon.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.loop.Alarm;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;

/** Does what steps want done, and keeps what came of it until the steps that caused it are over. */
final class Effects {
    /** An event that waits for its router. */
    private record Waiting(RunningRouter router, Event event) {}

    private final Alarm alarm;
    private final Addresses addresses;
    private final Routing routing;
    private final Announcer announcer;
    private final Firewall firewall;
    private final Deque<Waiting> queue = new ArrayDeque<>();

    Effects(Alarm alarm, Addresses addresses, Routing routing, Announcer announcer, Firewall firewall) {
        this.firewall = firewall;
        this.alarm = alarm;
        this.addresses = addresses;
        this.routing = routing;
        this.announcer = announcer;
    }

    /** Performs one action of the router's. */
    void perform(RunningRouter router, Action action) {
        switch (action) {
            case Action.SendAdvertisement advert -> router.transmit(advert);
            case Action.AddAddresses add -> addresses.add(router, add.vips());
            case Action.RemoveAddresses remove -> {
                flush(router);
                announcer.withdraw(router, remove.vips());
                addresses.remove(router, remove.vips(), this);
            }
            case Action.AddRouting add -> routing.add(router, add.entries());
            case Action.RemoveRouting remove -> {
                flush(router);
                routing.remove(router, remove.entries(), this);
            }
            case Action.Announce announce -> announcer.announce(router, announce.vips());
        }
    }

    /** The router's role may be another one: its advert leaves first, and addresses are put on later. */
    void filter(RunningRouter router) {
        flush(router);
        firewall.update(router);
    }

    /** The router is not to hold or send anything any more. */
    void unfilter(RunningRouter router) {
        firewall.forget(router);
    }

    /** What was to be sent before leaves before. */
    private static void flush(RunningRouter router) {
        Channel channel = router.channel();
        if (channel != null) {
            channel.flush();
        }
    }

    /** Keeps an event for the router until {@link #deliver}. */
    void later(RunningRouter router, Event event) {
        queue.add(new Waiting(router, event));
    }

    /** Delivers one event that was kept; false when there is none. */
    boolean deliver(Moment now) {
        @Nullable Waiting next = queue.poll();
        if (next == null) {
            return false;
        }
        next.router.deliver(next.event, now);
        return true;
    }

    /** Wakes the router at that moment. */
    void await(RunningRouter router, Moment deadline) {
        alarm.set(router.slot(), deadline.nanos());
    }
}
