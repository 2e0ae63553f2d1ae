package org.keepvip.daemon.bfd;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.model.BfdInstance;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Ip;
import org.keepvip.linux.socket.Destination;
import org.keepvip.linux.socket.SendBatch;
import org.keepvip.linux.socket.UdpSocket;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.bfd.ControlPacket;
import org.keepvip.vrrp.bfd.Session;
import org.keepvip.vrrp.bfd.SessionEvent;
import org.keepvip.vrrp.bfd.SessionSettings;
import org.keepvip.vrrp.bfd.SessionState;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** A session that runs: its state, which {@link Session} decides, and the socket it sends by. On the loop's thread alone. */
final class RunningSession {
    private static final int LARGEST_HOP_LIMIT = 255;
    private static final int USUAL_MULTIHOP_TTL = 64;
    private static final int USUAL_MULTIHOP_HOPS = 254;
    private static final int CLASS_SELECTOR_6 = 0xC0;
    /** RFC 5881 section 4: the source ports, of which each session has one to itself. */
    private static final int FIRST_PORT = 49_152;

    private static final int PORTS = 65_536 - FIRST_PORT;
    private static final int ATTEMPTS = 32;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final int slot;
    private final BiConsumer<Tracker, Reading> report;
    private final Journal journal;
    private final Tracker tracker;
    private final Ip neighbour;
    private final Listener.Key listener;
    private final Destination destination;
    private final SendBatch batch = new SendBatch(2, ControlPacket.OCTETS);
    private BfdInstance instance;
    private SessionSettings settings;
    private Session session;
    private @Nullable UdpSocket socket;
    private Moment retry = Moment.NEVER;
    private String complaint = "";

    /** A session of {@code instance}, which has a neighbour, not begun. */
    RunningSession(
            int slot, BfdInstance instance, int discriminator, BiConsumer<Tracker, Reading> report, Journal journal) {
        this.slot = slot;
        this.instance = instance;
        this.report = report;
        this.journal = journal;
        tracker = new Tracker(Tracker.Kind.BFD, instance.name());
        neighbour = ip(instance.neighbour().orElseThrow());
        listener = new Listener.Key(neighbour.family(), instance.multihop());
        destination = Destination.udp(neighbour, listener.port());
        settings = settings(instance);
        session = Session.initial(settings, discriminator);
    }

    private static SessionSettings settings(BfdInstance instance) {
        return new SessionSettings(
                instance.minTx(), instance.minRx(), instance.idleTx(), instance.multiplier(), instance.passive());
    }

    private static Ip ip(IpAddress address) {
        return Ip.of(address.octets());
    }

    /** Whether one can go on as the other: the timers may differ, and what only those who track it care for. */
    static boolean isSameSession(BfdInstance one, BfdInstance other) {
        return one.name().equals(other.name())
                && one.neighbour().equals(other.neighbour())
                && one.source().equals(other.source())
                && one.ttl().equals(other.ttl())
                && one.multihop() == other.multihop()
                && one.passive() == other.passive();
    }

    int slot() {
        return slot;
    }

    BfdInstance instance() {
        return instance;
    }

    int discriminator() {
        return session.discriminator();
    }

    Listener.Key listener() {
        return listener;
    }

    Moment deadline() {
        return Moment.earliest(session.deadline(), retry);
    }

    /** Whether a packet is for it: by the discriminator, and until the neighbour knows that, by the source alone. */
    boolean expects(Ip source, int yourDiscriminator) {
        return source.equals(neighbour) && (yourDiscriminator == 0 || yourDiscriminator == session.discriminator());
    }

    /** The hop limit that its packets must have, at least (RFC 5881 section 5: 255, which no router lets through). */
    int leastHopLimit() {
        int hops = instance.maxHops().orElse(instance.multihop() ? USUAL_MULTIHOP_HOPS : 0);
        return hops < 0 ? 0 : LARGEST_HOP_LIMIT - hops;
    }

    /** Opens its socket, if need be at the second attempt, and sends its first packet. */
    void begin(RandomGenerator random, Moment now) {
        try {
            socket = open(random);
            retry = Moment.NEVER;
            deliver(new SessionEvent.Begun(), random.nextDouble(), now);
        } catch (ErrnoException e) {
            complain("cannot send: " + e.getMessage());
            retry = now.plus(RETRY);
        }
    }

    private UdpSocket open(RandomGenerator random) throws ErrnoException {
        AddressFamily family = neighbour.family();
        Ip source =
                instance.source().map(RunningSession::ip).orElse(family == AddressFamily.IPV4 ? Ip.v4(0) : Ip.v6(0, 0));
        UdpSocket opened = UdpSocket.open(family);
        try {
            opened.hops(instance.ttl().orElse(instance.multihop() ? USUAL_MULTIHOP_TTL : LARGEST_HOP_LIMIT));
            opened.trafficClass(CLASS_SELECTOR_6);
            bind(opened, source, random);
            return opened;
        } catch (ErrnoException e) {
            opened.close();
            throw e;
        }
    }

    private static void bind(UdpSocket socket, Ip source, RandomGenerator random) throws ErrnoException {
        for (int attempt = 1; ; attempt++) {
            try {
                socket.bind(source, FIRST_PORT + random.nextInt(PORTS));
                return;
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EADDRINUSE || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Other timers take effect without a break (RFC 5880 section 6.8.3). */
    void change(BfdInstance next, double dice, Moment now) {
        instance = next;
        SessionSettings others = settings(next);
        if (!others.equals(settings)) {
            settings = others;
            deliver(new SessionEvent.Reconfigured(), dice, now);
        }
    }

    /** Its deadline may have come. */
    void wake(RandomGenerator random, Moment now) {
        if (!retry.isAfter(now)) {
            begin(random, now);
        }
        if (!session.deadline().isAfter(now)) {
            deliver(new SessionEvent.DeadlineReached(), random.nextDouble(), now);
        }
    }

    /** Steps the session, sends what it wants sent, and tells of it when it comes up or falls. */
    void deliver(SessionEvent event, double dice, Moment now) {
        SessionState before = session.state();
        Session.Step step = session.step(settings, event, dice, now);
        session = step.next();
        send(step.packets());
        if (session.state() != before) {
            tell(before);
        }
    }

    private void send(List<ControlPacket> packets) {
        UdpSocket out = socket;
        if (out == null || packets.isEmpty()) {
            return;
        }
        batch.clear();
        packets.forEach(packet -> batch.add(ByteBuffer.wrap(packet.octets()), destination));
        if (out.send(batch) == packets.size()) {
            complaint = "";
        } else {
            complain("cannot send: " + Errno.name(batch.error(0)));
        }
    }

    /** Once for each trouble, and not a hundred times a second. */
    private void complain(String trouble) {
        if (!trouble.equals(complaint)) {
            complaint = trouble;
            journal.warning(name() + trouble);
        }
    }

    private void tell(SessionState before) {
        String why = before == SessionState.UP ? ": " + session.diagnostic().description() : "";
        journal.info(name() + "Entering " + session.state() + " state" + why);
        if (before == SessionState.UP || session.state() == SessionState.UP) {
            report();
        }
    }

    private String name() {
        return "BFD_Instance(" + instance.name() + ") ";
    }

    /** Says what it says: up or down. */
    void report() {
        report.accept(tracker, session.state() == SessionState.UP ? new Reading.Up() : new Reading.Down());
    }

    void close() {
        Optional.ofNullable(socket).ifPresent(UdpSocket::close);
        socket = null;
    }
}
