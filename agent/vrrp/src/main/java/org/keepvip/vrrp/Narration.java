package org.keepvip.vrrp;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keepvip.vrrp.Remark.Topic;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.State.Voice;
import org.keepvip.vrrp.packet.Priority;

/**
 * What a step has to say to an operator: a projection, so that no branch of the state machine logs and none forgets
 * to. The beginnings of the lines are keepalived's, which tools look for; cause and evidence follow.
 */
public final class Narration {
    private Narration() {}

    /** The lines for one step, mostly none. */
    public static List<Remark> of(Settings settings, State before, Event event, State after, List<Action> actions) {
        boolean sameRole = before.role().getClass() == after.role().getClass();
        Optional<String> packet = PacketRemarks.of(settings, before, event, after);
        if (sameRole && (routine(before, event, actions) || unstarted(before) || before.equals(after))) {
            return aside(settings, before, event, after, packet);
        }
        List<String> transition = new ArrayList<>();
        if (sameRole) {
            stayed(settings, before, event, after, transition);
        } else {
            entered(settings, before, event, after, transition);
        }
        done(actions, sameRole, transition);
        List<Remark> remarks = new ArrayList<>();
        transition.forEach(text -> remarks.add(new Remark(Topic.TRANSITION, prefix(settings) + text)));
        packet.ifPresent(text -> remarks.add(new Remark(Topic.PACKET, prefix(settings) + text)));
        TroubleRemarks.of(settings, before, event, after)
                .ifPresent(text -> remarks.add(new Remark(Topic.TROUBLE, prefix(settings) + text)));
        return List.copyOf(remarks);
    }

    /** What there is to say of a step that changed nothing an operator looks for. */
    private static List<Remark> aside(
            Settings settings, State before, Event event, State after, Optional<String> packet) {
        if (packet.isPresent()) {
            return List.of(new Remark(Topic.PACKET, prefix(settings) + packet.get()));
        }
        return event instanceof Event.SendFailed
                ? TroubleRemarks.of(settings, before, event, after)
                        .map(text -> List.of(new Remark(Topic.TROUBLE, prefix(settings) + text)))
                        .orElse(List.of())
                : List.of();
    }

    /** While the role stays, packets have their own remarks and a timer has none. */
    private static boolean routine(State before, Event event, List<Action> actions) {
        return event instanceof Event.AdvertisementReceived
                || (event instanceof Event.DeadlineReached
                        && !(before.role() instanceof Role.Fault)
                        && onlySends(actions));
    }

    private static boolean onlySends(List<Action> actions) {
        for (int i = 0; i < actions.size(); i++) {
            boolean told = switch (actions.get(i)) {
                case Action.AddAddresses _, Action.RemoveAddresses _, Action.AddRouting _, Action.RemoveRouting _ ->
                    true;
                case Action.SendAdvertisement _, Action.Announce _ -> false;
            };
            if (told) {
                return false;
            }
        }
        return true;
    }

    /** What is reported before the start is no change. */
    private static boolean unstarted(State before) {
        return before.role() instanceof Role.Initialize initialize
                && initialize.startAt().equals(Moment.NEVER);
    }

    private static String prefix(Settings settings) {
        return "(" + settings.name() + ") ";
    }

    private static void entered(Settings settings, State before, Event event, State after, List<String> lines) {
        String priority = "priority " + after.effectivePriority(settings);
        switch (after.role()) {
            case Role.Initialize _ -> lines.add("Stopped");
            case Role.Backup backup -> {
                String wait = ", MASTER if nothing better is heard for " + seconds(backup.downInterval());
                lines.add(
                        switch (before.role()) {
                            case Role.Initialize _, Role.Backup _ -> "Entering BACKUP STATE (init): " + priority + wait;
                            case Role.Fault fault ->
                                "Entering BACKUP STATE: " + FaultText.ended(fault.reasons()) + "; " + priority + wait;
                            case Role.Master _ -> "Entering BACKUP STATE: " + lost(settings, before, event, after);
                        });
            }
            case Role.Master _ -> {
                if (before.role() instanceof Role.Backup waited) {
                    lines.add("Receive advertisement timeout" + silence(waited));
                }
                String ended = before.role() instanceof Role.Fault fault ? FaultText.ended(fault.reasons()) + "; " : "";
                String together = event instanceof Event.GroupAgreed ? ", all of the sync group agree" : "";
                lines.add("Entering MASTER STATE: " + ended + priority + together);
            }
            case Role.Fault fault ->
                lines.add((fault.held() ? "Waiting before the start: " : "Entering FAULT STATE: ")
                        + FaultText.of(fault.reasons()));
        }
    }

    private static String silence(Role.Backup waited) {
        return waited.master()
                .map(master -> ": nothing from " + master.address() + " (priority " + master.priority()
                        + ") in time, last " + "interval " + seconds(waited.interval()))
                .orElse(": nothing heard for " + seconds(waited.downInterval()));
    }

    private static String lost(Settings settings, State before, Event event, State after) {
        if (event instanceof Event.AdvertisementReceived heard) {
            Priority own = before.effectivePriority(settings);
            Priority theirs = heard.advertisement().priority();
            if (theirs.compareTo(own) < 0) {
                return "while we slept, " + heard.from() + " with lower priority " + theirs + ", ours " + own
                        + ", became MASTER";
            }
            if (after.surroundings().tidings().isOverruled()) {
                return heard.from()
                        + " owns the addresses too (priority 255) and does not yield; priority 254 until it does";
            }
            return own.equals(theirs)
                    ? "Master received advert from " + heard.from() + " with same priority " + theirs
                            + " but higher address than ours"
                    : "Master received advert from " + heard.from() + " with higher priority " + theirs + ", ours "
                            + own;
        }
        return event instanceof Event.GroupYielded ? "the sync group lost an election" : "another MASTER";
    }

    private static void stayed(Settings settings, State before, Event event, State after, List<String> lines) {
        Settings old = event instanceof Event.Reconfigured changed ? changed.before() : settings;
        Priority was = before.effectivePriority(old);
        Priority is = after.effectivePriority(settings);
        if (!was.equals(is)) {
            lines.add("Changing effective priority from " + was + " to " + is + because(event));
        }
        faulty(before, after).ifPresent(lines::add);
        switch (event) {
            case Event.ClockJumped jumped -> jumped(before, jumped, after, lines);
            case Event.Started _,
                    Event.DeadlineReached _,
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
                    Event.SendFailed _,
                    Event.RoutingObserved _,
                    Event.RoutingChanged _,
                    Event.RoutingShaken _,
                    Event.QueueDrained _,
                    Event.Reconfigured _,
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> {}
        }
    }

    private static Optional<String> faulty(State before, State after) {
        if (before.role() instanceof Role.Fault earlier
                && after.role() instanceof Role.Fault now
                && !earlier.reasons().equals(now.reasons())) {
            String what = now.held()
                    ? "Still waiting before the start: "
                    : earlier.held() ? "Entering FAULT STATE: " : "Still in FAULT STATE: ";
            return Optional.of(what + FaultText.of(now.reasons()));
        }
        return Optional.empty();
    }

    private static String because(Event event) {
        return switch (event) {
            case Event.LinkChanged link ->
                ": interface " + link.name() + (link.link().isUp() ? " up" : " down");
            case Event.TrackerReported told -> ": " + told.tracker() + " " + FaultText.reading(told.reading());
            case Event.Reconfigured _ -> ": reload";
            case Event.Started _,
                    Event.DeadlineReached _,
                    Event.AdvertisementReceived _,
                    Event.AdvertisementRejected _,
                    Event.SourceAddressChanged _,
                    Event.SocketsChanged _,
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
                    Event.Unconfigured _,
                    Event.ShutdownRequested _ -> "";
        };
    }

    private static void jumped(State before, Event.ClockJumped jumped, State after, List<String> lines) {
        String late = "Woke up " + seconds(jumped.late()) + " late, self-inflicted (suspended, stopped or starved)";
        if (after.role() instanceof Role.Master master && master.voice() == Voice.DRAINING) {
            lines.add(late + ": listening before speaking");
        } else if (after.role() instanceof Role.Backup backup && backup.draining() && !before.equals(after)) {
            lines.add(late + ": hearing what is queued before the MASTER is taken for dead");
        }
    }

    /** What was done about it: only what an operator looks for. */
    private static void done(List<Action> actions, boolean sameRole, List<String> lines) {
        boolean released = false;
        for (Action action : actions) {
            switch (action) {
                case Action.SendAdvertisement sent -> {
                    if (sent.advertisement().priority().isRelease() && !released) {
                        lines.add("sent 0 priority");
                        released = true;
                    }
                }
                case Action.AddAddresses added -> lines.add("setting VIPs." + count(added.vips(), sameRole));
                case Action.RemoveAddresses removed -> lines.add("removing VIPs." + count(removed.vips(), sameRole));
                case Action.AddRouting added -> routing("setting", added.entries(), sameRole, lines);
                case Action.RemoveRouting removed -> routing("removing", removed.entries(), sameRole, lines);
                case Action.Announce _ -> {}
            }
        }
    }

    private static void routing(String what, List<RoutingEntry> entries, boolean named, List<String> lines) {
        if (named) {
            String rest = entries.size() > 1 ? " and " + (entries.size() - 1) + " more" : "";
            lines.add(what + " " + entries.getFirst().caption() + rest);
            return;
        }
        if (entries.stream().anyMatch(VirtualRoute.class::isInstance)) {
            lines.add(what + " Virtual Routes");
        }
        if (entries.stream().anyMatch(VirtualRule.class::isInstance)) {
            lines.add(what + " Virtual Rules");
        }
    }

    private static String count(List<Vip> vips, boolean named) {
        return named
                ? " [" + FaultText.addresses(vips.stream().map(Vip::key).toList()) + "]"
                : " (" + vips.size() + ")";
    }

    /** As 3.609375 s. */
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
    }
}
