package org.keepvip.vrrp.bfd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.vrrp.Moment;

/** What is sent and when (RFC 5880 section 6.8.7), at one moment, with the dice of one step. */
record Transmission(SessionSettings settings, double dice, Moment now) {
    /** Sends, if it may, and sets the time of the next. */
    Session.Step now(Session session) {
        return isSilent(session)
                ? new Session.Step(session.transmittingAt(Moment.NEVER), List.of())
                : new Session.Step(
                        session.transmittingAt(next(session)), List.of(packet(session, session.polling(), false)));
    }

    /** Sends a last time. */
    Session.Step last(Session session) {
        return new Session.Step(session.transmittingAt(Moment.NEVER), List.of(packet(session, false, false)));
    }

    /** After a packet was heard: an answer if it polled, and without delay what is new. */
    Session.Step answering(Session before, Session after, boolean polled) {
        List<ControlPacket> packets = new ArrayList<>();
        if (polled) {
            packets.add(packet(after, false, true));
        }
        boolean changed = before.state() != after.state() || before.diagnostic() != after.diagnostic();
        if (changed && !isSilent(after)) {
            packets.add(packet(after, after.polling(), false));
        }
        return new Session.Step(after.transmittingAt(dueAfter(before, after, changed)), List.copyOf(packets));
    }

    private Moment dueAfter(Session before, Session after, boolean changed) {
        if (isSilent(after)) {
            return Moment.NEVER;
        }
        if (changed) {
            return next(after);
        }
        boolean sooner = interval(after).compareTo(interval(before)) < 0;
        return sooner ? Moment.earliest(before.nextTransmission(), next(after)) : kept(before, after);
    }

    /** A neighbour that wanted to hear nothing may want to again. */
    private Moment kept(Session before, Session after) {
        return before.nextTransmission().equals(Moment.NEVER) ? next(after) : before.nextTransmission();
    }

    private boolean isSilent(Session session) {
        if (session.neighbour().isEmpty()) {
            return settings.passive();
        }
        Session.Neighbour neighbour = session.neighbour().get();
        boolean bothUp = session.state() == SessionState.UP && neighbour.state() == SessionState.UP;
        return neighbour.minRx().isZero() || (neighbour.demand() && bothUp && !session.polling());
    }

    private Moment next(Session session) {
        // With a multiplier of 1 the neighbour must not wait in vain for the one packet it waits for.
        double span = settings.multiplier() == 1 ? 0.15 : 0.25;
        return now.plus(Duration.ofNanos((long) (interval(session).toNanos() * (0.75 + dice * span))));
    }

    private Duration interval(Session session) {
        Duration own = session.state() == SessionState.UP ? session.transmits() : idle();
        Duration theirs = session.neighbour().map(Session.Neighbour::minRx).orElse(Duration.ZERO);
        return own.compareTo(theirs) > 0 ? own : theirs;
    }

    private Duration idle() {
        return settings.idleTx().compareTo(settings.minTx()) > 0 ? settings.idleTx() : settings.minTx();
    }

    private ControlPacket packet(Session session, boolean poll, boolean answersPoll) {
        return new ControlPacket(
                session.state(),
                session.diagnostic().code(),
                poll,
                answersPoll,
                false,
                settings.multiplier(),
                session.discriminator(),
                session.neighbour().map(Session.Neighbour::discriminator).orElse(0),
                session.state() == SessionState.UP ? settings.minTx() : idle(),
                settings.minRx());
    }
}
