package org.keepvip.vrrp;

import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.reception.Note;

/**
 * What one router did, counted from its steps: no branch of the state machine counts, so none can forget to. Mutable
 * and not safe for threads; its owner calls {@link #count} once for each step. Datagrams that a check refused are
 * counted from their event, so each reaches {@link VirtualRouter#step} like any other.
 */
public final class Counters {
    private final EnumMap<Statistic, Tally> statistics = new EnumMap<>(Statistic.class);
    private final EnumMap<Rejection, Tally> rejections = new EnumMap<>(Rejection.class);

    private static final class Tally {
        private long count;
    }

    /** All zero. */
    public Counters() {
        clear();
    }

    /** Counts one step. */
    public void count(State before, Event event, State after, List<Action> actions) {
        heard(event);
        sent(actions);
        boolean was = before.role() instanceof Role.Master;
        boolean is = after.role() instanceof Role.Master;
        if (was != is) {
            add(is ? Statistic.BECAME_MASTER : Statistic.RELEASED_MASTER);
        }
    }

    /** Counts what an accepted advert had besides: as keepalived, another address list is an error in any case. */
    public void count(Set<Note> notes) {
        if (notes.contains(Note.ADDRESS_LIST_DIFFERS)) {
            add(Statistic.ADDRESS_LIST_ERRORS);
        }
    }

    private void heard(Event event) {
        switch (event) {
            case Event.AdvertisementReceived heard -> {
                add(Statistic.ADVERTISEMENTS_RECEIVED);
                if (heard.advertisement().priority().isRelease()) {
                    add(Statistic.RELEASES_RECEIVED);
                }
            }
            case Event.AdvertisementRejected refused -> {
                tally(rejections, refused.why()).count++;
                refused.why().counter().ifPresent(counter -> add(of(counter)));
            }
            case Event.Started _,
                    Event.DeadlineReached _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
                    Event.LinkChanged _,
                    Event.TrackerReported _,
                    Event.StaticItemsMissing _,
                    Event.GroupAgreed _,
                    Event.GroupYielded _,
                    Event.GroupFaultsChanged _,
                    Event.GroupContested _,
                    Event.AddressesObserved _,
                    Event.AddressesChanged _,
                    Event.SendFailed _,
                    Event.ClockJumped _,
                    Event.RoutingObserved _,
                    Event.RoutingChanged _,
                    Event.RoutingShaken _,
                    Event.QueueDrained _,
                    Event.Reconfigured _,
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> {}
        }
    }

    /** As keepalived counts: each advert once however many peers it goes to, a repeated release as one release. */
    private void sent(List<Action> actions) {
        boolean released = false;
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) instanceof Action.SendAdvertisement sent) {
                add(Statistic.ADVERTISEMENTS_SENT);
                released |= sent.advertisement().priority().isRelease();
            }
        }
        if (released) {
            add(Statistic.RELEASES_SENT);
        }
    }

    private static Statistic of(Rejection.Counter counter) {
        return switch (counter) {
            case PACKET_LENGTH -> Statistic.PACKET_LENGTH_ERRORS;
            case IP_TTL -> Statistic.TTL_ERRORS;
            case INVALID_AUTH_TYPE -> Statistic.INVALID_AUTH_TYPES;
            case AUTH_TYPE_MISMATCH -> Statistic.AUTH_TYPE_MISMATCHES;
            case AUTH_FAILURE -> Statistic.AUTH_FAILURES;
            case SIGNATURE_MISSING -> Statistic.SIGNATURES_MISSING;
            case SIGNATURE_MALFORMED -> Statistic.SIGNATURES_MALFORMED;
            case SIGNATURE_KEY -> Statistic.SIGNATURE_KEYS_UNKNOWN;
            case SIGNATURE_INVALID -> Statistic.SIGNATURES_INVALID;
            case SIGNATURE_STALE -> Statistic.SIGNATURES_STALE;
            case SIGNATURE_REPLAY -> Statistic.SIGNATURES_REPLAYED;
            case ADVERTISEMENT_INTERVAL -> Statistic.INTERVAL_ERRORS;
            case INVALID_TYPE -> Statistic.INVALID_TYPES;
            case ADDRESS_LIST -> Statistic.ADDRESS_LIST_ERRORS;
        };
    }

    private void add(Statistic statistic) {
        tally(statistics, statistic).count++;
    }

    /** How often since the start, or since {@link #clear}. */
    public long of(Statistic statistic) {
        return tally(statistics, statistic).count;
    }

    /** How often since the start, or since {@link #clear}. */
    public long of(Rejection rejection) {
        return tally(rejections, rejection).count;
    }

    /** Starts again from zero. */
    public void clear() {
        for (Statistic statistic : Statistic.values()) {
            statistics.put(statistic, new Tally());
        }
        for (Rejection rejection : Rejection.values()) {
            rejections.put(rejection, new Tally());
        }
    }

    private static <K extends Enum<K>> Tally tally(EnumMap<K, Tally> tallies, K key) {
        return Objects.requireNonNull(tallies.get(key));
    }
}
