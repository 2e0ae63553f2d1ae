package org.keepvip.vrrp;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.State.Voice;
import org.keepvip.vrrp.packet.Advertisement;

/** States and actions as a scene writes them; times in seconds since the scene's start. */
final class SceneText {
    private SceneText() {}

    static String state(State state, Settings settings) {
        List<String> parts = new ArrayList<>();
        switch (state.role()) {
            case Role.Initialize initialize -> parts.add("INIT, starts " + at(initialize.startAt()));
            case Role.Backup backup -> backup(backup, parts);
            case Role.Master master -> master(master, parts);
            case Role.Fault fault -> parts.add("FAULT: " + FaultText.of(fault.reasons()));
        }
        String held = held(state, settings);
        if (!held.isEmpty()) {
            parts.add("holds " + held);
        }
        parts.addAll(RoutingWords.state(state, settings));
        state.surroundings().setbacks().forEach(setback -> parts.add("tries again " + at(setback.until())));
        settings.addresses().all().forEach(vip -> repair(state.holdings(), vip, parts));
        return String.join(", ", parts);
    }

    private static void backup(Role.Backup backup, List<String> parts) {
        parts.add("BACKUP, master down " + (backup.draining() ? "after the queue" : at(backup.masterDown())));
        if (backup.willing()) {
            parts.add("willing");
        }
        parts.add("waits " + seconds(backup.downInterval()) + " at " + seconds(backup.interval()));
        backup.master().ifPresent(master -> parts.add("master " + master.address() + " priority " + master.priority()));
        backup.toleratedUntil().ifPresent(until -> parts.add("lower priority tolerated until " + at(until)));
    }

    private static void master(Role.Master master, List<String> parts) {
        parts.add(
                switch (master.voice()) {
                    case SPEAKING -> "MASTER, next advert " + at(master.nextAdvertisement());
                    case DRAINING -> "MASTER, silent, hears the queue";
                    case LISTENING -> "MASTER, silent, listens until " + at(master.nextAdvertisement());
                });
        AnnouncementPlan plan = master.plan();
        if (!plan.fresh().isEmpty()) {
            parts.add(plan.fresh().size() + " to announce " + at(plan.due()));
        }
        for (AnnouncementPlan.Sweep sweep : plan.sweeps()) {
            parts.add(sweep.occasion() + " " + at(sweep.due()) + (sweep.laps() > 1 ? " x" + sweep.laps() : "")
                    + (sweep.position() > 0 ? " from #" + sweep.position() : ""));
        }
        if (master.voice() != Voice.SPEAKING && !plan.due().equals(Moment.NEVER)) {
            parts.add("announcements wait");
        }
        if (!master.failingSince().equals(Moment.NEVER)) {
            parts.add("sending failed " + at(master.failingSince()));
        }
    }

    private static String held(State state, Settings settings) {
        long known = settings.addresses().all().stream()
                .filter(vip -> state.holdings().holds(vip.key()))
                .count();
        if (known != state.holdings().present().size()) {
            return state.holdings().present().size() + " addresses, " + known + " of its own";
        }
        return known == 0
                ? ""
                : known == settings.addresses().count()
                        ? "all"
                        : known + " of " + settings.addresses().count();
    }

    private static void repair(Holdings holdings, Vip vip, List<String> parts) {
        Holdings.Repair repair = holdings.repair(vip.key());
        boolean settling = holdings.settling().addresses().contains(vip.key());
        Moment again = settling ? holdings.settling().until() : repair.retry();
        if (settling || holdings.repairs().containsKey(vip.key())) {
            parts.add(vip.address() + " mended " + repair.interventions().size() + " times"
                    + (repair.errors() > 0 ? ", refused " + repair.errors() + " times" : "")
                    + (again.equals(Moment.NEVER) ? "" : ", again " + at(again)));
        }
    }

    static String action(Action action) {
        return switch (action) {
            case Action.SendAdvertisement sent ->
                "send from " + sent.source() + " " + advertisement(sent.advertisement());
            case Action.AddAddresses added -> "add " + vips(added.vips());
            case Action.RemoveAddresses removed -> "remove " + vips(removed.vips());
            case Action.AddRouting added -> "add " + RoutingWords.labels(added.entries());
            case Action.RemoveRouting removed -> "remove " + RoutingWords.labels(removed.entries());
            case Action.Announce announced -> "announce " + vips(announced.vips());
        };
    }

    private static String advertisement(Advertisement advertisement) {
        return "priority " + advertisement.priority() + " interval " + seconds(advertisement.interval()) + " version "
                + advertisement.version().number() + " addresses "
                + (advertisement.addresses().size() > 4
                        ? advertisement.addresses().size()
                        : advertisement.addresses());
    }

    private static String vips(List<Vip> vips) {
        if (vips.size() > 4) {
            return vips.size() + " from " + vips.getFirst().address();
        }
        return String.join(
                " ",
                vips.stream().map(vip -> vip.address() + "@" + vip.device()).toList());
    }

    static String at(Moment moment) {
        return moment.equals(Moment.NEVER) ? "never" : "at " + seconds(Duration.ofNanos(moment.nanos()));
    }

    static String seconds(Duration duration) {
        BigDecimal value = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
        return value.toPlainString() + "s";
    }
}
