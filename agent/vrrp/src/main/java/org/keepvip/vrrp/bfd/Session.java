package org.keepvip.vrrp.bfd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keepvip.vrrp.Moment;

/**
 * A session as it is (RFC 5880 section 6.8.1), and the function that makes the next of it.
 *
 * @param discriminator our number for it, not 0
 * @param diagnostic why it last left UP
 * @param neighbour what the neighbour last said; empty when nothing was heard for a detection time
 * @param polling our intervals changed and the neighbour has not answered that it knows
 * @param transmits how often we send at most while UP; a longer one is in force when the neighbour knows it
 * @param hears how often the neighbour may send; a shorter one is in force when the neighbour knows it
 * @param nextTransmission when the next packet is due
 * @param detection when the neighbour is taken for dead
 */
public record Session(
        int discriminator,
        SessionState state,
        Diagnostic diagnostic,
        Optional<Neighbour> neighbour,
        boolean polling,
        Duration transmits,
        Duration hears,
        Moment nextTransmission,
        Moment detection) {

    /** What a neighbour said last, see {@link ControlPacket}. */
    public record Neighbour(int discriminator, SessionState state, boolean demand, Duration minRx) {
        static Neighbour of(ControlPacket packet) {
            return new Neighbour(packet.myDiscriminator(), packet.state(), packet.demand(), packet.requiredMinRx());
        }
    }

    /** What an event makes of a session: the next one, and packets to send at once, in order. */
    public record Step(Session next, List<ControlPacket> packets) {}

    /** A session before {@link SessionEvent.Begun}. */
    public static Session initial(SessionSettings settings, int discriminator) {
        return new Session(
                discriminator,
                SessionState.DOWN,
                Diagnostic.NONE,
                Optional.empty(),
                false,
                settings.minTx(),
                settings.minRx(),
                Moment.NEVER,
                Moment.NEVER);
    }

    /** When it next wants {@link SessionEvent.DeadlineReached}. */
    public Moment deadline() {
        return Moment.earliest(nextTransmission, detection);
    }

    /**
     * What {@code event} at {@code now} makes of it. Never throws.
     *
     * @param dice evenly from 0 to less than 1, another at each call: shortens the interval to the next packet, so that
     *     neighbours do not fall into step (RFC 5880 section 6.8.7)
     */
    public Step step(SessionSettings settings, SessionEvent event, double dice, Moment now) {
        Transmission transmission = new Transmission(settings, dice, now);
        return switch (event) {
            case SessionEvent.Begun _ -> transmission.now(this);
            case SessionEvent.PacketReceived received -> received(settings, received.packet(), transmission, now);
            case SessionEvent.DeadlineReached _ -> deadlineReached(transmission, now);
            case SessionEvent.Reconfigured _ -> reconfigured(settings, transmission);
            case SessionEvent.Stopped _ ->
                transmission.last(inState(SessionState.ADMIN_DOWN, Diagnostic.ADMINISTRATIVELY_DOWN));
        };
    }

    /** RFC 5880 section 6.8.6, from where the session is found. */
    private Step received(SessionSettings settings, ControlPacket packet, Transmission transmission, Moment now) {
        if (state == SessionState.ADMIN_DOWN) {
            return new Step(this, List.of());
        }
        boolean settled = polling && packet.answersPoll();
        Session heard = inState(after(packet.state()), diagnostic(packet.state()))
                .with(
                        Optional.of(Neighbour.of(packet)),
                        polling && !settled && after(packet.state()) == SessionState.UP,
                        settled ? settings.minTx() : transmits,
                        settled ? settings.minRx() : hears);
        if (heard.state == SessionState.UP && state != SessionState.UP) {
            // From the idle interval to the busy one: the neighbour is to know (RFC 5880 section 6.8.3).
            heard = heard.with(heard.neighbour, true, settings.minTx(), settings.minRx());
        }
        Duration theirs = packet.desiredMinTx();
        Duration interval = theirs.compareTo(heard.hears) > 0 ? theirs : heard.hears;
        heard = heard.detecting(now.plus(interval.multipliedBy(packet.multiplier())));
        return transmission.answering(this, heard, packet.poll());
    }

    /** The state machine (RFC 5880 section 6.2). */
    private SessionState after(SessionState theirs) {
        return switch (state) {
            case ADMIN_DOWN -> SessionState.ADMIN_DOWN;
            case DOWN ->
                switch (theirs) {
                    case ADMIN_DOWN, UP -> SessionState.DOWN;
                    case DOWN -> SessionState.INIT;
                    case INIT -> SessionState.UP;
                };
            case INIT ->
                switch (theirs) {
                    case ADMIN_DOWN -> SessionState.DOWN;
                    case DOWN -> SessionState.INIT;
                    case INIT, UP -> SessionState.UP;
                };
            case UP ->
                switch (theirs) {
                    case ADMIN_DOWN, DOWN -> SessionState.DOWN;
                    case INIT, UP -> SessionState.UP;
                };
        };
    }

    private Diagnostic diagnostic(SessionState theirs) {
        boolean falls = state != SessionState.DOWN && after(theirs) == SessionState.DOWN;
        return falls ? Diagnostic.NEIGHBOUR_SIGNALLED_DOWN : diagnostic;
    }

    /** RFC 5880 section 6.8.4: the neighbour was silent for a detection time, or it is time to send. */
    private Step deadlineReached(Transmission transmission, Moment now) {
        if (detection.isAfter(now)) {
            return nextTransmission.isAfter(now) ? new Step(this, List.of()) : transmission.now(this);
        }
        Session alone = with(Optional.empty(), false, transmits, hears).detecting(Moment.NEVER);
        return switch (state) {
            case ADMIN_DOWN -> new Step(alone, List.of());
            case DOWN -> nextTransmission.isAfter(now) ? new Step(alone, List.of()) : transmission.now(alone);
            case INIT, UP -> transmission.now(alone.inState(SessionState.DOWN, Diagnostic.DETECTION_TIME_EXPIRED));
        };
    }

    /** RFC 5880 section 6.8.3: what would make one side too slow for the other waits until the other knows. */
    private Step reconfigured(SessionSettings settings, Transmission transmission) {
        boolean up = state == SessionState.UP;
        boolean slower = up && settings.minTx().compareTo(transmits) > 0;
        boolean keener = up && settings.minRx().compareTo(hears) < 0;
        return transmission.now(
                with(neighbour, up, slower ? transmits : settings.minTx(), keener ? hears : settings.minRx()));
    }

    private Session inState(SessionState other, Diagnostic why) {
        return new Session(
                discriminator, other, why, neighbour, polling, transmits, hears, nextTransmission, detection);
    }

    private Session with(Optional<Neighbour> other, boolean polls, Duration sends, Duration listens) {
        return new Session(discriminator, state, diagnostic, other, polls, sends, listens, nextTransmission, detection);
    }

    private Session detecting(Moment until) {
        return new Session(
                discriminator, state, diagnostic, neighbour, polling, transmits, hears, nextTransmission, until);
    }

    Session transmittingAt(Moment next) {
        return new Session(discriminator, state, diagnostic, neighbour, polling, transmits, hears, next, detection);
    }
}
