package org.keepvip.daemon.agent;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.journal.RemarkLimit;
import org.keepvip.vrrp.Counters;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Narration;
import org.keepvip.vrrp.Remark;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.reception.Note;

/** What is remembered and told of one router's steps: counters, log lines, its last transition, whom it heard. */
final class Chronicle {
    private static final int PEERS = 32;
    private static final int TROUBLE_LINES = 30;
    private static final int PACKET_LINES = 20;

    private final Journal journal;
    private final RemarkLimit limit;
    private final FlightRecorder recorder;
    private final Queue<Runnable> untold;
    private final Queue<Notice> notices;
    private final InstantSource clock;
    private final Counters counters = new Counters();
    private final Map<IpAddress, Peer> peers = new LinkedHashMap<>();
    private Optional<RouterReport.Transition> lastTransition = Optional.empty();

    /** A router that was heard. */
    static final class Peer {
        private Priority priority;
        private long heardNanos;

        private Peer(Priority priority, long heardNanos) {
            this.priority = priority;
            this.heardNanos = heardNanos;
        }

        /** What it last said. */
        Priority priority() {
            return priority;
        }

        /** When, by the loop's clock. */
        long heardNanos() {
            return heardNanos;
        }
    }

    /** This router's own: what strangers send must not hide it. */
    private final RemarkLimit troubles = new RemarkLimit(TROUBLE_LINES);
    /** This router's share of what is said of packets: one whose peer is configured otherwise must not use up all. */
    private final RemarkLimit share = new RemarkLimit(PACKET_LINES);

    Chronicle(
            Journal journal,
            RemarkLimit limit,
            FlightRecorder recorder,
            Queue<Runnable> untold,
            Queue<Notice> notices,
            InstantSource clock) {
        this.journal = journal;
        this.limit = limit;
        this.recorder = recorder;
        this.untold = untold;
        this.notices = notices;
        this.clock = clock;
    }

    /** Takes in one step. What a change of role has to say is said by {@link Chronicles#tell}, when it has been done. */
    void stepped(Settings settings, State before, Event event, Step step, Moment now) {
        State after = step.next();
        recorder.record(settings.name(), before, event, after, now);
        counters.count(before, event, after, step.actions());
        if (event instanceof Event.AdvertisementReceived heard) {
            heard(heard, now);
        }
        boolean changesRole = before.role().getClass() != after.role().getClass();
        if (changesRole || !untold.isEmpty()) {
            untold.add(() -> told(settings, before, event, step, now));
        } else {
            told(settings, before, event, step, now);
        }
    }

    /** Keeps a notice until {@link Chronicles#tell}. */
    void notice(Notice notice) {
        notices.add(notice);
    }

    private void told(Settings settings, State before, Event event, Step step, Moment now) {
        State after = step.next();
        List<Remark> remarks = Narration.of(settings, before, event, after, step.actions());
        for (int i = 0; i < remarks.size(); i++) {
            tell(remarks.get(i), now);
        }
        if (before.role().getClass() != after.role().getClass()) {
            String cause = remarks.isEmpty() ? event.getClass().getSimpleName() : cause(settings, remarks.getFirst());
            lastTransition = Optional.of(
                    new RouterReport.Transition(clock.instant(), name(before.role()), name(after.role()), cause));
        }
    }

    private static String cause(Settings settings, Remark remark) {
        String prefix = "(" + settings.name() + ") ";
        return remark.text().startsWith(prefix) ? remark.text().substring(prefix.length()) : remark.text();
    }

    private void heard(Event.AdvertisementReceived heard, Moment now) {
        @Nullable Peer peer = peers.get(heard.from());
        if (peer != null) {
            peer.priority = heard.advertisement().priority();
            peer.heardNanos = now.nanos();
        } else if (peers.size() < PEERS) {
            peers.put(heard.from(), new Peer(heard.advertisement().priority(), now.nanos()));
        }
    }

    /** Tells of an accepted advert that the operator should know about. */
    void noted(Settings settings, IpAddress from, Set<Note> notes, Moment now) {
        for (Note note : notes) {
            boolean narrated = switch (note) {
                case ADDRESS_LIST_DIFFERS, INTERVAL_DIFFERS, OWNER_HEARS_ADVERT -> true;
                case CHECKSUM_FORM_DIFFERS, SOURCE_OFF_LINK, FIRST_ADDRESS_NOT_LINK_LOCAL -> false;
            };
            if (!narrated) {
                ofPacket("(" + settings.name() + ") advert from " + from + ": " + note.description(), now);
            }
        }
    }

    private void tell(Remark remark, Moment now) {
        switch (remark.topic()) {
            case TRANSITION -> journal.info(remark.text());
            case PACKET -> ofPacket(remark.text(), now);
            case TROUBLE -> troubles.line(remark.text(), now.nanos()).ifPresent(journal::warning);
        }
    }

    private void ofPacket(String text, Moment now) {
        share.line(text, now.nanos())
                .flatMap(line -> limit.line(line, now.nanos()))
                .ifPresent(journal::warning);
    }

    Counters counters() {
        return counters;
    }

    Map<IpAddress, Peer> peers() {
        return peers;
    }

    Optional<RouterReport.Transition> lastTransition() {
        return lastTransition;
    }

    /** keepalived's name of a role. */
    static String name(State.Role role) {
        return switch (role) {
            case State.Role.Initialize _ -> "INIT";
            case State.Role.Backup _ -> "BACKUP";
            case State.Role.Master _ -> "MASTER";
            case State.Role.Fault _ -> "FAULT";
        };
    }
}
