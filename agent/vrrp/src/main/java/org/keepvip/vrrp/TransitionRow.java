package org.keepvip.vrrp;

import java.util.Optional;
import org.keepvip.vrrp.State.Role;

/**
 * A row of the state tables: which rule of RFC 9568 section 6.4, or of ours beside it, a step followed. A projection of
 * the step, so that tests and the simulator can count which rules they reached.
 */
public enum TransitionRow {
    STARTUP_OWNER,
    STARTUP,
    STARTUP_FAULT,
    IDLE_ADVERTISEMENT,
    BACKUP_TIMER,
    BACKUP_RELEASE,
    BACKUP_ACCEPTED,
    BACKUP_TOLERATED,
    BACKUP_DISCARDED,
    BACKUP_PRIORITY_CHANGED,
    BACKUP_WILLING,
    BACKUP_GROUP_AGREED,
    BACKUP_SHUTDOWN,
    BACKUP_FAULT,
    MASTER_TIMER,
    MASTER_RELEASE,
    MASTER_LOST,
    MASTER_WON,
    MASTER_OWN_ECHO,
    MASTER_GROUP_YIELDED,
    MASTER_GROUP_CONTESTED,
    MASTER_SEND_FAILURE,
    MASTER_ADDRESS_VANISHED,
    MASTER_ADDRESS_CONTESTED,
    MASTER_CLOCK_JUMPED,
    MASTER_SHUTDOWN,
    MASTER_FAULT,
    FAULT_CLEARED_OWNER,
    FAULT_CLEARED,
    FAULT_SHUTDOWN,
    RECONFIGURED;

    /** The row that the step from {@code before} to {@code after} followed; empty when it followed none. */
    public static Optional<TransitionRow> of(Settings settings, State before, Event event, State after) {
        if (event instanceof Event.Reconfigured) {
            return Optional.of(RECONFIGURED);
        }
        return switch (before.role()) {
            case Role.Initialize _ -> fromInitialize(event, after);
            case Role.Backup backup -> fromBackup(settings, before, backup, event, after);
            case Role.Master master -> fromMaster(settings, before, master, event, after);
            case Role.Fault _ -> fromFault(event, after);
        };
    }

    private static Optional<TransitionRow> fromInitialize(Event event, State after) {
        return switch (after.role()) {
            case Role.Initialize _ ->
                event instanceof Event.AdvertisementReceived ? Optional.of(IDLE_ADVERTISEMENT) : Optional.empty();
            case Role.Backup _ -> Optional.of(STARTUP);
            case Role.Master _ -> Optional.of(STARTUP_OWNER);
            case Role.Fault _ -> Optional.of(STARTUP_FAULT);
        };
    }

    private static Optional<TransitionRow> fromFault(Event event, State after) {
        return switch (after.role()) {
            case Role.Initialize _ -> Optional.of(FAULT_SHUTDOWN);
            case Role.Backup _ -> Optional.of(FAULT_CLEARED);
            case Role.Master _ -> Optional.of(FAULT_CLEARED_OWNER);
            case Role.Fault _ ->
                event instanceof Event.AdvertisementReceived ? Optional.of(IDLE_ADVERTISEMENT) : Optional.empty();
        };
    }

    private static Optional<TransitionRow> fromBackup(
            Settings settings, State before, Role.Backup backup, Event event, State after) {
        return switch (after.role()) {
            case Role.Initialize _ -> Optional.of(BACKUP_SHUTDOWN);
            case Role.Master _ -> Optional.of(event instanceof Event.GroupAgreed ? BACKUP_GROUP_AGREED : BACKUP_TIMER);
            case Role.Fault _ -> Optional.of(BACKUP_FAULT);
            case Role.Backup still -> {
                if (event instanceof Event.AdvertisementReceived heard) {
                    yield Optional.of(heardInBackup(settings, before, still, heard));
                }
                if (still.willing() && !backup.willing()) {
                    yield Optional.of(BACKUP_WILLING);
                }
                yield still.downInterval().equals(backup.downInterval())
                        ? Optional.empty()
                        : Optional.of(BACKUP_PRIORITY_CHANGED);
            }
        };
    }

    private static TransitionRow heardInBackup(
            Settings settings, State before, Role.Backup after, Event.AdvertisementReceived heard) {
        if (heard.advertisement().priority().isRelease()) {
            return BACKUP_RELEASE;
        }
        boolean discarded = before.role().equals(after);
        boolean lower = heard.advertisement().priority().compareTo(before.effectivePriority(settings)) < 0;
        return discarded && lower
                ? BACKUP_DISCARDED
                : after.toleratedUntil().isPresent() ? BACKUP_TOLERATED : BACKUP_ACCEPTED;
    }

    private static Optional<TransitionRow> fromMaster(
            Settings settings, State before, Role.Master master, Event event, State after) {
        return switch (after.role()) {
            case Role.Initialize _ -> Optional.of(MASTER_SHUTDOWN);
            case Role.Backup _ -> Optional.of(event instanceof Event.GroupYielded ? MASTER_GROUP_YIELDED : MASTER_LOST);
            case Role.Fault _ ->
                Optional.of(
                        switch (event) {
                            case Event.SendFailed _ -> MASTER_SEND_FAILURE;
                            case Event.DeadlineReached _ -> MASTER_ADDRESS_CONTESTED;
                            case Event.Started _,
                                    Event.AdvertisementReceived _,
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
                                    Event.ClockJumped _,
                                    Event.RoutingObserved _,
                                    Event.RoutingChanged _,
                                    Event.RoutingShaken _,
                                    Event.QueueDrained _,
                                    Event.Reconfigured _,
                                    Event.Unconfigured _,
                                    Event.ShutdownRequested _ -> MASTER_FAULT;
                        });
            case Role.Master still -> inMaster(settings, before, master, event, still);
        };
    }

    private static Optional<TransitionRow> inMaster(
            Settings settings, State before, Role.Master master, Event event, Role.Master after) {
        return switch (event) {
            case Event.AdvertisementReceived heard ->
                Optional.of(
                        switch (Hearing.Contest.of(
                                before.effectivePriority(settings),
                                master.pulse().source(),
                                heard.advertisement().priority(),
                                heard.from())) {
                            case RELEASED -> MASTER_RELEASE;
                            case WON, LOST -> MASTER_WON;
                            case OWN_ECHO -> MASTER_OWN_ECHO;
                        });
            case Event.DeadlineReached _ ->
                master.nextAdvertisement().equals(after.nextAdvertisement())
                        ? Optional.empty()
                        : Optional.of(MASTER_TIMER);
            case Event.AddressesObserved seen ->
                seen.vanished().stream().anyMatch(before.holdings()::holds)
                        ? Optional.of(MASTER_ADDRESS_VANISHED)
                        : Optional.empty();
            case Event.GroupContested _ -> Optional.of(MASTER_GROUP_CONTESTED);
            case Event.ClockJumped _ ->
                master.voice() == after.voice() ? Optional.empty() : Optional.of(MASTER_CLOCK_JUMPED);
            case Event.Started _,
                    Event.AdvertisementRejected _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
                    Event.LinkChanged _,
                    Event.TrackerReported _,
                    Event.StaticItemsMissing _,
                    Event.GroupAgreed _,
                    Event.GroupYielded _,
                    Event.GroupFaultsChanged _,
                    Event.AddressesChanged _,
                    Event.SendFailed _,
                    Event.RoutingObserved _,
                    Event.RoutingChanged _,
                    Event.RoutingShaken _,
                    Event.QueueDrained _,
                    Event.Reconfigured _,
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> Optional.empty();
        };
    }
}
