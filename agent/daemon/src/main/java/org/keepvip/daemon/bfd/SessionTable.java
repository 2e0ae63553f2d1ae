package org.keepvip.daemon.bfd;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.keepvip.conf.model.BfdInstance;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.journal.RemarkLimit;
import org.keepvip.daemon.loop.Alarm;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Ip;
import org.keepvip.linux.socket.ReceiveBatch;
import org.keepvip.linux.time.BootClock;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.bfd.ControlPacket;
import org.keepvip.vrrp.bfd.SessionEvent;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** The sessions that run: who gets which packet, and when each is next to be woken. On its loop's thread alone. */
final class SessionTable {
    private static final int RECEIVER_RETRY = 0;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int PACKETS = 32;
    private static final int READS = 16;
    private static final int LONGEST = 128;
    private static final int REMARKS = 20;

    private final Loop loop;
    private final BiConsumer<Tracker, Reading> report;
    private final Journal journal;
    private final BootClock clock = new BootClock();
    private final SecureRandom random = new SecureRandom();
    private final RemarkLimit limit = new RemarkLimit(REMARKS);
    private final Alarm alarm;
    private final ReceiveBatch received = new ReceiveBatch(PACKETS, LONGEST);
    private final byte[] octets = new byte[LONGEST];
    private final Map<Listener.Key, Listener> listeners = new HashMap<>();
    private final List<RunningSession> sessions = new ArrayList<>();
    private Moment now = new Moment(clock.nanos());
    private int slots = RECEIVER_RETRY;
    private boolean ended;

    private SessionTable(Loop loop, BiConsumer<Tracker, Reading> report, Journal journal) throws ErrnoException {
        this.loop = loop;
        this.report = report;
        this.journal = journal;
        alarm = Alarm.open(loop, () -> turn(() -> {}));
    }

    static SessionTable open(Loop loop, BiConsumer<Tracker, Reading> report, Journal journal) throws ErrnoException {
        return new SessionTable(loop, report, journal);
    }

    void change(List<BfdInstance> wanted) {
        turn(() -> {
            for (RunningSession session : List.copyOf(sessions)) {
                Optional<BfdInstance> next = wanted.stream()
                        .filter(one -> RunningSession.isSameSession(one, session.instance()))
                        .findFirst();
                if (next.isPresent()) {
                    session.change(next.get(), random.nextDouble(), now);
                    session.report();
                } else {
                    end(session);
                }
            }
            for (BfdInstance one : wanted) {
                if (sessions.stream().noneMatch(session -> session.instance().equals(one))) {
                    begin(one);
                }
            }
            listen();
        });
    }

    private void begin(BfdInstance instance) {
        if (instance.neighbour().isEmpty()) {
            journal.error("BFD_Instance(" + instance.name() + ") has no neighbour");
            return;
        }
        RunningSession session = new RunningSession(++slots, instance, discriminator(), report, journal);
        sessions.add(session);
        session.report();
        session.begin(random, now);
    }

    private int discriminator() {
        while (true) {
            int candidate = random.nextInt();
            if (candidate != 0 && sessions.stream().noneMatch(session -> session.discriminator() == candidate)) {
                return candidate;
            }
        }
    }

    private void end(RunningSession session) {
        session.deliver(new SessionEvent.Stopped(), 0, now);
        session.close();
        sessions.remove(session);
        alarm.set(session.slot(), Moment.NEVER.nanos());
    }

    void close() {
        List.copyOf(sessions).forEach(this::end);
        ended = true;
        listeners.values().forEach(Listener::close);
    }

    // A turn.

    private void turn(Runnable work) {
        if (ended) {
            return;
        }
        now = new Moment(clock.nanos());
        work.run();
        stepDue();
        for (RunningSession session : sessions) {
            alarm.set(session.slot(), session.deadline().nanos());
        }
        alarm.arm();
    }

    /** A neighbour is dead only when nothing of its lies unread. */
    private void stepDue() {
        List<RunningSession> due = new ArrayList<>();
        int slot;
        while ((slot = alarm.poll(now.nanos())) >= 0) {
            int polled = slot;
            if (polled == RECEIVER_RETRY) {
                listen();
            } else {
                sessions.stream().filter(session -> session.slot() == polled).forEach(due::add);
            }
        }
        if (!due.isEmpty()) {
            listeners.values().forEach(this::drain);
        }
        for (RunningSession session : due) {
            session.wake(random, now);
        }
    }

    // What is received.

    private void listen() {
        for (RunningSession session : sessions) {
            Listener.Key key = session.listener();
            if (!listeners.containsKey(key)) {
                open(key);
            }
        }
    }

    private void open(Listener.Key key) {
        try {
            Listener listener = Listener.open(key);
            listeners.put(key, listener);
            listener.watchedBy(loop.watch(listener.fd(), () -> turn(() -> drain(listener))));
        } catch (ErrnoException e) {
            remark("BFD hears nobody at UDP " + key + ": " + e.getMessage()
                    + (e.errno() == Errno.EADDRINUSE ? "; another BFD daemon runs here" : ""));
            alarm.set(RECEIVER_RETRY, now.plus(RETRY).nanos());
        }
    }

    private void drain(Listener listener) {
        for (int read = 0; read < READS; read++) {
            int count;
            try {
                count = listener.receive(received);
            } catch (ErrnoException e) {
                remark("receiving BFD at UDP " + listener.key() + ": " + e.getMessage());
                return;
            }
            for (int i = 0; i < count; i++) {
                hear(listener.key(), i);
            }
            if (count < PACKETS) {
                return;
            }
        }
    }

    private void hear(Listener.Key key, int i) {
        Ip source = received.source(i);
        switch (ControlPacket.decode(octets, received.copyTo(i, octets))) {
            case ControlPacket.Decoded.Refused(ControlPacket.Flaw why) ->
                remark("BFD packet from " + source + " ignored: " + why.description());
            case ControlPacket.Decoded.Valid(ControlPacket packet) -> {
                for (RunningSession session : sessions) {
                    if (session.listener().equals(key) && session.expects(source, packet.yourDiscriminator())) {
                        hear(session, packet, received.hopLimit(i));
                        return;
                    }
                }
            }
        }
    }

    private void hear(RunningSession session, ControlPacket packet, int hopLimit) {
        if (hopLimit < session.leastHopLimit()) {
            remark("BFD_Instance(" + session.instance().name() + ") packet ignored: TTL or hop limit " + hopLimit
                    + " says that it passed more routers than allowed (max_hops)");
        } else {
            session.deliver(new SessionEvent.PacketReceived(packet), random.nextDouble(), now);
        }
    }

    private void remark(String text) {
        limit.line(text, now.nanos()).ifPresent(journal::warning);
    }
}
