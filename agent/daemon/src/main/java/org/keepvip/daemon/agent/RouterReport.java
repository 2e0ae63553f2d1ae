package org.keepvip.daemon.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Counters;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Statistic;
import org.keepvip.vrrp.packet.Priority;

/**
 * What one router does, as a value that another thread can read.
 *
 * @param peers whom it heard, last heard how long ago
 */
public record RouterReport(
        Settings settings,
        State state,
        Optional<Transition> lastTransition,
        List<Peer> peers,
        Map<Statistic, Long> statistics,
        Map<Rejection, Long> rejections) {

    /** A change of role, in keepalived's words. */
    public record Transition(Instant at, String from, String to, String cause) {}

    /** Its role in keepalived's words. */
    public String role() {
        return Chronicle.name(state.role());
    }

    /** Since when it has its role; empty when it never had another. */
    public Optional<Instant> since() {
        return lastTransition.map(Transition::at);
    }

    /** A router that was heard. */
    public record Peer(IpAddress address, Priority priority, Duration ago) {}

    static RouterReport of(RunningRouter router, long now) {
        Chronicle chronicle = router.chronicle();
        Counters counters = chronicle.counters();
        Map<Statistic, Long> statistics = new EnumMap<>(Statistic.class);
        for (Statistic statistic : Statistic.values()) {
            statistics.put(statistic, counters.of(statistic));
        }
        Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
        for (Rejection rejection : Rejection.values()) {
            rejections.put(rejection, counters.of(rejection));
        }
        List<Peer> peers = new ArrayList<>();
        chronicle
                .peers()
                .forEach((address, peer) ->
                        peers.add(new Peer(address, peer.priority(), Duration.ofNanos(now - peer.heardNanos()))));
        return new RouterReport(
                router.settings(), router.state(), chronicle.lastTransition(), peers, statistics, rejections);
    }
}
