package org.keepvip.daemon.agent;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.linux.Errno;
import org.keepvip.linux.socket.ReceiveBatch;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.VirtualRouter;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.notice.Notices;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Authentication;
import org.keepvip.vrrp.packet.Datagram;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.SignatureTime;
import org.keepvip.vrrp.reception.Freshness;
import org.keepvip.vrrp.reception.ReceiveChecks;
import org.keepvip.vrrp.reception.Repeats;
import org.keepvip.vrrp.reception.ReplayMarks;
import org.keepvip.vrrp.reception.Standing;
import org.keepvip.vrrp.reception.Verdict;

/**
 * A virtual router that runs: its state, which {@link VirtualRouter} decides, and what the loop must keep for it. On the
 * loop's thread alone.
 */
final class RunningRouter {
    /** Few, because it may be memory that has run out. */
    private static final int ABANDONED_AT_ONCE = 128;

    private final int slot;
    private final Effects effects;
    private Settings settings;
    private Settings before;
    private State state = VirtualRouter.initial();
    private ReceiveChecks checks;
    private Repeats repeats = new Repeats();
    private Standing standing = new Standing(false, Optional.empty(), List.of(), 0);
    private List<Prefix> subnets = List.of();
    private int sequence;
    /** Neither starts anew on a reload: what was recorded before would be good again. */
    private SignatureTime signedAt = new SignatureTime(0);

    private final ReplayMarks marks = new ReplayMarks();
    private @Nullable Transmitter transmitter;
    private @Nullable Channel channel;
    private int copiesSent;
    private int copiesRefused;
    private int lastErrno;
    private int failuresInARow;
    private final Deque<Vip> additions = new ArrayDeque<>();
    private final Chronicle chronicle;
    private @Nullable RunningGroup group;
    private boolean noticed;

    RunningRouter(int slot, Settings settings, Effects effects, Chronicle chronicle) {
        this.slot = slot;
        this.settings = settings;
        before = settings;
        this.effects = effects;
        this.chronicle = chronicle;
        checks = new ReceiveChecks(settings);
        effects.filter(this);
    }

    int slot() {
        return slot;
    }

    Settings settings() {
        return settings;
    }

    State state() {
        return state;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    /** Addresses to be put on, in order, as the loop finds time. */
    Deque<Vip> additions() {
        return additions;
    }

    @Nullable Channel channel() {
        return channel;
    }

    /** Steps the state machine and performs what it wants done. */
    void deliver(Event event, Moment now) {
        State previous = state;
        Step step = VirtualRouter.step(settings, previous, event, now);
        state = step.next();
        chronicle.stepped(settings, previous, event, step, now);
        told(previous, Notices.of(settings, previous, event, state));
        List<Action> actions = step.actions();
        for (int i = 0; i < actions.size(); i++) {
            effects.perform(this, actions.get(i));
        }
        if (!isMaster()) {
            additions.clear();
        }
        filter(event);
        if (standing.master() != isMaster() || event instanceof Event.SourceAddressChanged) {
            stand();
        }
        effects.await(this, state.deadline());
    }

    private void told(State previous, List<Notice> notices) {
        for (int i = 0; i < notices.size(); i++) {
            if (group == null || !noticed || !group.covers(notices.get(i))) {
                chronicle.notice(notices.get(i));
                noticed = true;
            }
        }
        if (group != null) {
            group.stepped(this, previous, state, notices, effects);
        }
    }

    /** It is in that sync group from now on. */
    void join(Optional<RunningGroup> next) {
        group = next.orElse(null);
    }

    private void filter(Event event) {
        boolean over = event instanceof Event.Unconfigured
                || (event instanceof Event.ShutdownRequested(boolean keepAddresses) && !keepAddresses);
        if (over) {
            effects.unfilter(this);
        } else if (event instanceof Event.Reconfigured || standing.master() != isMaster()) {
            effects.filter(this);
        }
    }

    /** Gives it other settings; {@link #reconfigured} tells the state machine, when its surroundings are told. */
    void settings(Settings next) {
        before = settings;
        settings = next;
        checks = new ReceiveChecks(next);
        repeats = new Repeats();
    }

    void reconfigured(Moment now) {
        deliver(new Event.Reconfigured(before), now);
    }

    /** Without the state machine, whose role may be ahead of what was done: addresses off, then a MASTER's release. */
    void abandon(Addresses addresses) {
        List<Vip> all = settings.addresses().all();
        for (int from = 0; from < all.size(); from += ABANDONED_AT_ONCE) {
            addresses.removed(this, all.subList(from, Math.min(all.size(), from + ABANDONED_AT_ONCE)));
        }
        if (state.role() instanceof State.Role.Master master) {
            Advertisement said = master.pulse().advertisement();
            transmit(new Action.SendAdvertisement(
                    master.pulse().source(),
                    new Advertisement(
                            said.version(), said.vrid(), Priority.RELEASE, said.interval(), said.addresses())));
        }
    }

    boolean isMaster() {
        return switch (state.role()) {
            case State.Role.Master _ -> true;
            case State.Role.Initialize _, State.Role.Backup _, State.Role.Fault _ -> false;
        };
    }

    /** The address it sends from. */
    Optional<IpAddress> source() {
        return state.surroundings().source(settings);
    }

    /** The prefixes of its link's addresses, for the receive checks. */
    void subnets(List<Prefix> onLink) {
        if (!subnets.equals(onLink)) {
            subnets = onLink;
            stand();
        }
    }

    private void stand() {
        standing = new Standing(isMaster(), source(), subnets, sequence);
    }

    /** Sends and receives through {@code next} from now on; null for not at all. */
    void join(@Nullable Channel next, int ifindex) {
        channel = next;
        int identification = transmitter == null ? 0 : transmitter.identification();
        transmitter = next == null
                ? null
                : new Transmitter(settings, settings.wire().checksumForm(), ifindex, identification);
        failuresInARow = 0;
        stand();
    }

    /** Hands an advert to the channel; without one, as without an interface, it cannot leave. */
    void transmit(Action.SendAdvertisement advert) {
        Channel through = channel;
        Transmitter encoder = transmitter;
        if (through == null || encoder == null) {
            copiesRefused++;
            lastErrno = Errno.ENODEV;
            settleSending();
            return;
        }
        sequence++;
        if (settings.wire().authentication() instanceof Authentication.Signed signed) {
            signedAt = signed.next(signedAt, wallClock());
        }
        encoder.send(advert, sequence, signedAt, this, through);
    }

    /** For signatures alone, whose receivers have only this clock in common with us. */
    private static SignatureTime wallClock() {
        return SignatureTime.of(Instant.now());
    }

    /** What became of one copy of an advert: an errno, 0 for sent. */
    void sent(int errno) {
        if (errno == 0) {
            copiesSent++;
        } else {
            copiesRefused++;
            lastErrno = errno;
        }
    }

    /** An advert failed when no copy of it left: one dead peer of several is no fault of ours. */
    void settleSending() {
        if (copiesSent > 0) {
            failuresInARow = 0;
        } else if (copiesRefused > 0) {
            failuresInARow++;
            effects.later(this, new Event.SendFailed(failuresInARow, Errno.name(lastErrno)));
        }
        copiesSent = 0;
        copiesRefused = 0;
    }

    /** Whether the datagram, told as to {@link #hear}, comes from a peer of this router. */
    boolean expects(ReceiveBatch received, int i, byte[] octets, int length) {
        return settings.peers().contains(datagram(received, i, octets, length).source());
    }

    /** Takes one datagram, the {@code i}th of {@code received}, whose octets are also in {@code octets}. */
    void hear(ReceiveBatch received, int i, byte[] octets, int length, Moment now) {
        Verdict.Accepted repeated = recall(received, i, octets, length);
        if (repeated != null) {
            chronicle.counters().count(repeated.notes());
            deliver(repeated.event(), now);
            return;
        }
        Datagram datagram = datagram(received, i, octets, length);
        Verdict verdict = checks.check(standing, new Freshness(wallClock(), marks), datagram);
        repeats.remember(standing, datagram, verdict);
        switch (verdict) {
            case Verdict.Accepted accepted -> {
                chronicle.counters().count(accepted.notes());
                chronicle.noted(settings, accepted.event().from(), accepted.notes(), now);
                accepted.sequence().ifPresent(this::follow);
                accepted.signedAt()
                        .ifPresent(time -> marks.mark(
                                datagram.source(), time, settings.peers().size()));
            }
            case Verdict.Rejected _ -> {}
        }
        deliver(verdict.event(), now);
    }

    private Verdict.@Nullable Accepted recall(ReceiveBatch received, int i, byte[] octets, int length) {
        return switch (settings.family()) {
            case IPV4 -> received.reassembled(i) ? null : repeats.recall(standing, octets, length);
            case IPV6 ->
                repeats.recall(
                        standing,
                        received.sourceHigh(i),
                        received.sourceLow(i),
                        received.destinationHigh(i),
                        received.destinationLow(i),
                        received.hopLimit(i),
                        octets,
                        length);
        };
    }

    private Datagram datagram(ReceiveBatch received, int i, byte[] octets, int length) {
        return switch (settings.family()) {
            case IPV4 -> Datagram.ofIpv4(octets, length, received.reassembled(i));
            case IPV6 ->
                Datagram.ofIpv6(
                        new IpAddress.V6(received.sourceHigh(i), received.sourceLow(i)),
                        new IpAddress.V6(received.destinationHigh(i), received.destinationLow(i)),
                        received.hopLimit(i),
                        octets,
                        length);
        };
    }

    /** Sender and receiver share the authentication header's sequence: who takes over counts on. */
    private void follow(int heard) {
        if (Integer.compareUnsigned(heard, sequence) > 0) {
            sequence = heard;
            stand();
        }
    }
}
