package org.keepvip.vrrp.notice;

import java.util.List;
import java.util.Optional;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.State.Role;

/** What a step is to be notified: a projection, so that no branch of the state machine can forget it. */
public final class Notices {
    private Notices() {}

    /** The notices of one step, mostly none. */
    public static List<Notice> of(Settings settings, State before, Event event, State after) {
        return kind(settings, before, event, after)
                .map(kind -> new Notice(
                        Notice.Subject.INSTANCE,
                        settings.name(),
                        kind,
                        after.effectivePriority(settings).value()))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<Notice.Kind> kind(Settings settings, State before, Event event, State after) {
        Optional<Notice.Kind> entered = entered(before, after);
        if (entered.isPresent()) {
            return entered;
        }
        return switch (event) {
            case Event.ShutdownRequested _ -> ended(before, Notice.Kind.STOP);
            case Event.Unconfigured _ -> ended(before, Notice.Kind.DELETED);
            case Event.AdvertisementReceived heard -> answered(before, heard, after);
            case Event.Reconfigured(Settings old) -> reweighed(old, before, settings, after);
            case Event.Started _,
                    Event.DeadlineReached _,
                    Event.AdvertisementRejected _,
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
                    Event.QueueDrained _ -> reweighed(settings, before, settings, after);
        };
    }

    private static Optional<Notice.Kind> ended(State before, Notice.Kind end) {
        boolean started = !(before.role() instanceof Role.Initialize initialize)
                || !initialize.startAt().equals(Moment.NEVER);
        return started ? Optional.of(end) : Optional.empty();
    }

    /** The role that was entered, if it is one that is told. */
    private static Optional<Notice.Kind> entered(State before, State after) {
        Optional<Notice.Kind> is = told(after.role());
        return is.equals(told(before.role())) ? Optional.empty() : is;
    }

    /** What a role is told as: nothing before the start, nor while that waits for a tracker. */
    static Optional<Notice.Kind> told(Role role) {
        return switch (role) {
            case Role.Initialize _ -> Optional.empty();
            case Role.Backup _ -> Optional.of(Notice.Kind.BACKUP);
            case Role.Master _ -> Optional.of(Notice.Kind.MASTER);
            case Role.Fault fault -> fault.held() ? Optional.empty() : Optional.of(Notice.Kind.FAULT);
        };
    }

    /** Of a flood of losing adverts only those that were answered, or would have been, count. */
    private static Optional<Notice.Kind> answered(State before, Event.AdvertisementReceived heard, State after) {
        boolean answered = before.role() instanceof Role.Master was
                && after.role() instanceof Role.Master is
                && !was.triggered().equals(is.triggered());
        return answered && !heard.advertisement().priority().isRelease()
                ? Optional.of(Notice.Kind.MASTER_RX_LOWER_PRI)
                : Optional.empty();
    }

    private static Optional<Notice.Kind> reweighed(Settings old, State before, Settings settings, State after) {
        if (before.effectivePriority(old).equals(after.effectivePriority(settings))) {
            return Optional.empty();
        }
        return switch (after.role()) {
            case Role.Master _ -> Optional.of(Notice.Kind.MASTER_PRIORITY);
            case Role.Backup _ -> Optional.of(Notice.Kind.BACKUP_PRIORITY);
            case Role.Initialize _, Role.Fault _ -> Optional.empty();
        };
    }
}
