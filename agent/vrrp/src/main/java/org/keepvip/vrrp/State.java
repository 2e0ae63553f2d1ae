package org.keepvip.vrrp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;

/**
 * Everything one virtual router remembers. Immutable; the deadlines it waits for are in it. Statistics are not: they
 * are counted from the steps.
 *
 * @param role where it stands
 * @param surroundings what it was told of links and source address
 * @param holdings what it was told of its addresses
 * @param routing what it was told of its routes and rules
 */
public record State(Role role, Surroundings surroundings, Holdings holdings, Upkeep<RoutingEntry> routing) {
    /** Where the router stands (RFC 9568 section 6.4). FAULT is keepalived's: Initialize with reasons. */
    public sealed interface Role {
        /** When something is to be done without being told. */
        Moment deadline();

        /**
         * Not started, starting, or stopped.
         *
         * @param startAt the end of the startup delay; {@link Moment#NEVER} when not started
         */
        record Initialize(Moment startAt) implements Role {
            @Override
            public Moment deadline() {
                return startAt;
            }
        }

        /**
         * Waits for the MASTER's silence.
         *
         * @param masterDown when the MASTER is taken for dead
         * @param interval the MASTER's advertisement interval: learned in version 3, our own until then
         * @param downInterval the wait an accepted advert starts, from {@code interval} and our priority
         * @param master who was heard last
         * @param toleratedUntil until when a MASTER of lower priority is left alone (preempt_delay); empty before one
         *     was heard
         * @param draining the clock jumped: what is queued is heard before the timer counts
         * @param willing the timer expired, and it becomes MASTER when all of its sync group would
         */
        record Backup(
                Moment masterDown,
                Duration interval,
                Duration downInterval,
                Optional<Sender> master,
                Optional<Moment> toleratedUntil,
                boolean draining,
                boolean willing)
                implements Role {
            @Override
            public Moment deadline() {
                return draining ? Moment.NEVER : masterDown;
            }
        }

        /**
         * Holds the addresses and says so.
         *
         * @param nextAdvertisement when the next advert is due; while listening, when the listening ends
         * @param voice whether it may send
         * @param triggered when it last sent an advert because of somebody else's
         * @param failingSince when sending began to fail; {@link Moment#NEVER} if it never did
         * @param pulse what it sends each interval
         * @param plan the announcements to come
         */
        record Master(
                Moment nextAdvertisement,
                Voice voice,
                Moment triggered,
                Moment failingSince,
                Pulse pulse,
                AnnouncementPlan plan)
                implements Role {
            @Override
            public Moment deadline() {
                return switch (voice) {
                    case SPEAKING -> Moment.earliest(nextAdvertisement, plan.due());
                    case DRAINING -> Moment.NEVER;
                    case LISTENING -> nextAdvertisement;
                };
            }
        }

        /**
         * Takes no part, for these reasons.
         *
         * @param reasons at least one, in a fixed order
         * @param held since the start there was no other reason than trackers that did not report yet
         */
        record Fault(SequencedSet<FaultReason> reasons, boolean held) implements Role {
            @Override
            public Moment deadline() {
                return Moment.NEVER;
            }
        }
    }

    /** A MASTER as heard by a BACKUP. */
    public record Sender(IpAddress address, Priority priority) {}

    /** Whether a MASTER may send. One that slept hears what it missed, then listens, then speaks again. */
    public enum Voice {
        SPEAKING,
        /** What was queued while it slept is being delivered. */
        DRAINING,
        /** One advertisement interval and a skew of silence from others, before it goes on. */
        LISTENING
    }

    /**
     * What a MASTER sends each interval, made once.
     *
     * @param sending the one action that sends it
     */
    public record Pulse(IpAddress source, Advertisement advertisement, List<Action> sending) {
        static Pulse of(IpAddress source, Advertisement advertisement) {
            return new Pulse(source, advertisement, List.of(new Action.SendAdvertisement(source, advertisement)));
        }
    }

    State with(Role next) {
        return new State(next, surroundings, holdings, routing);
    }

    State with(Surroundings next) {
        return new State(role, next, holdings, routing);
    }

    State with(Holdings next) {
        return new State(role, surroundings, next, routing);
    }

    State withRouting(Upkeep<RoutingEntry> next) {
        return new State(role, surroundings, holdings, next);
    }

    /** The earliest moment at which {@link Event.DeadlineReached} is wanted; {@link Moment#NEVER} for none. */
    public Moment deadline() {
        Moment mending = Moment.earliest(holdings.deadline(), routing.deadline());
        return Moment.earliest(role.deadline(), Moment.earliest(mending, surroundings.deadline()));
    }

    /** Base priority plus what the trackers contribute, 1 to 254, or 255. */
    public Priority effectivePriority(Settings settings) {
        return surroundings.effectivePriority(settings);
    }

    /** How late a wake-up may be; beyond it, {@link Event.ClockJumped} is told: the peers have taken us for dead. */
    public Duration stallLimit(Settings settings) {
        return switch (role) {
            case Role.Backup backup -> backup.downInterval();
            case Role.Initialize _, Role.Master _, Role.Fault _ ->
                Timers.masterDown(
                        settings,
                        effectivePriority(settings),
                        settings.election().interval());
        };
    }
}
