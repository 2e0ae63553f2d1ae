package org.keepvip.vrrp.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.FaultReason;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.notice.Notice;

/**
 * What the routers of a vrrp_sync_group owe one another, as keepalived has it: they become MASTER when all would, BACKUP
 * when one loses, FAULT when one is in FAULT. A function of their states, to be asked after each step of one of them
 * until it orders nothing more; three rounds at most.
 */
public final class SyncRules {
    private SyncRules() {}

    /** One router of the group. */
    public record Member(String name, State state) {}

    /**
     * An event for one of the routers.
     *
     * @param member its index in the list that was asked about
     */
    public record Order(int member, Event event) {}

    /** What is to be told to which of them now, in this order; empty when they agree. */
    public static List<Order> orders(List<Member> members) {
        List<Order> faults = faults(members);
        return faults.isEmpty() ? roles(members) : faults;
    }

    /** Whom it concerns that a step of one of them was told so: what misled one's neighbours may have misled the others'. */
    public static List<Order> orders(List<Member> members, int stepped, List<Notice> notices) {
        if (notices.stream().noneMatch(notice -> notice.kind() == Notice.Kind.MASTER_RX_LOWER_PRI)) {
            return List.of();
        }
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if (i != stepped && members.get(i).state().role() instanceof Role.Master) {
                orders.add(new Order(i, new Event.GroupContested()));
            }
        }
        return orders;
    }

    /** Whether a step of a member may give cause for orders. */
    public static boolean concerns(State before, State after) {
        return switch (after.role()) {
            case Role.Initialize _ -> !before.role().equals(after.role());
            case Role.Master _ -> !(before.role() instanceof Role.Master);
            case Role.Fault fault ->
                !(before.role() instanceof Role.Fault was) || !was.reasons().equals(fault.reasons());
            case Role.Backup backup ->
                !(before.role() instanceof Role.Backup was)
                        || was.willing() != backup.willing()
                        || was.draining() != backup.draining()
                        || was.master().isPresent() != backup.master().isPresent();
        };
    }

    // FAULT.

    /** A router in FAULT waits until the others have no fault and await no tracker; one that is not is put there by faults only. */
    private static List<Order> faults(List<Member> members) {
        Set<String> faulty = new TreeSet<>();
        Set<String> hindered = new TreeSet<>();
        for (Member member : members) {
            if (member.state().role() instanceof Role.Fault fault) {
                hinder(member.name(), fault, faulty, hindered);
            }
        }
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            boolean waits = member.state().role() instanceof Role.Fault fault && !fault.held();
            Set<String> others = without(member.name(), waits ? hindered : faulty);
            if (!others.equals(member.state().surroundings().tidings().faultyRouters())) {
                orders.add(new Order(i, new Event.GroupFaultsChanged(others)));
            }
        }
        return orders;
    }

    private static void hinder(String name, Role.Fault fault, Set<String> faulty, Set<String> hindered) {
        for (FaultReason reason : fault.reasons()) {
            if (!(reason instanceof FaultReason.GroupMemberFaulty)) {
                hindered.add(name);
                if (!(reason instanceof FaultReason.TrackerAwaited)) {
                    faulty.add(name);
                }
            }
        }
    }

    private static Set<String> without(String name, Set<String> names) {
        if (!names.contains(name)) {
            return names;
        }
        Set<String> others = new TreeSet<>(names);
        others.remove(name);
        return others;
    }

    // MASTER and BACKUP.

    private static List<Order> roles(List<Member> members) {
        boolean agreed = true;
        boolean follows = false;
        for (Member member : members) {
            switch (member.state().role()) {
                case Role.Master _ -> {}
                case Role.Backup backup -> {
                    boolean willing = backup.willing() && !backup.draining();
                    agreed &= willing;
                    follows |= !willing && backup.master().isPresent();
                }
                case Role.Initialize _, Role.Fault _ -> agreed = false;
            }
        }
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            boolean master = members.get(i).state().role() instanceof Role.Master;
            if (agreed && !master) {
                orders.add(new Order(i, new Event.GroupAgreed()));
            } else if (follows && master) {
                orders.add(new Order(i, new Event.GroupYielded()));
            }
        }
        return orders;
    }

    // What is told.

    /**
     * The group's role, if it has one that is told: all are so, or one is in FAULT. Empty while one has not begun, or
     * has joined a MASTER group and is not MASTER yet.
     */
    public static Optional<Notice.Kind> standing(List<Member> members) {
        boolean masters = true;
        boolean backups = true;
        boolean ended = true;
        boolean faulty = false;
        for (Member member : members) {
            Role role = member.state().role();
            masters &= role instanceof Role.Master;
            backups &= role instanceof Role.Backup;
            faulty |= role instanceof Role.Fault fault && !fault.held();
            ended &= role instanceof Role.Initialize initialize
                    && initialize.startAt().equals(Moment.NEVER);
        }
        return faulty
                ? Optional.of(Notice.Kind.FAULT)
                : ended
                        ? Optional.of(Notice.Kind.STOP)
                        : masters
                                ? Optional.of(Notice.Kind.MASTER)
                                : backups ? Optional.of(Notice.Kind.BACKUP) : Optional.empty();
    }
}
