package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.group.SyncRules;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.notice.Notices;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Vrid;
import org.keepvip.vrrp.tracking.Reading;

/** Three routers of one sync group, their networks, links and scripts, all at random from a seed. */
final class RandomGroup {
    private static final int SIZE = 3;
    private static final int ROUNDS = 3;
    private static final int[] PRIORITIES = {0, 50, 100, 150, 255};

    private final Random random;
    private final UnaryOperator<List<SyncRules.Order>> rules;
    private final List<Settings> settings = new ArrayList<>();
    private final State[] states = new State[SIZE];
    private final List<Optional<Notice.Kind>> told = new ArrayList<>();
    private final Set<Role> seen = new HashSet<>();
    private Moment now = new Moment(5_000_000_000L);

    /**
     * From a seed.
     *
     * @param rules what becomes of the group's orders
     */
    RandomGroup(long seed, UnaryOperator<List<SyncRules.Order>> rules) {
        random = new Random(seed);
        this.rules = rules;
        for (int i = 0; i < SIZE; i++) {
            String priority = random.nextInt(8) == 0 ? "255" : "100";
            settings.add(Router.of("name=R" + i + " group=G interval=1 priority=" + priority
                            + (random.nextInt(2) == 0 ? " trackers=script/chk" : "")
                            + (random.nextInt(3) == 0 ? " preempt=no" : ""))
                    .settings());
            states[i] = VirtualRouter.initial();
            told.add(Optional.empty());
            step(i, new Event.LinkChanged("eth0", new Link(true, true, true, 1500)));
            step(i, new Event.SourceAddressChanged(Optional.of(IpAddress.literal("10.0.0.5"))));
        }
        for (int i = 0; i < SIZE; i++) {
            step(i, new Event.Started());
        }
        settle();
    }

    /** One thing happens, after some time; then the group agrees. */
    void happen() {
        pass(Duration.ofMillis(random.nextInt(2500)));
        int one = random.nextInt(SIZE);
        switch (random.nextInt(8)) {
            case 0 -> step(one, new Event.LinkChanged("eth0", new Link(true, true, random.nextBoolean(), 1500)));
            case 1 ->
                step(
                        one,
                        new Event.TrackerReported(
                                Router.tracker("script/chk"),
                                random.nextInt(3) == 0 ? new Reading.Down() : new Reading.Up()));
            case 2 -> stall();
            case 3 -> step(one, new Event.LinkChanged("eth0", new Link(true, true, true, 1500)));
            default -> step(one, advert());
        }
        settle();
        agree();
    }

    private void stall() {
        now = now.plus(Duration.ofSeconds(20));
        for (int i = 0; i < SIZE; i++) {
            if (states[i].deadline().isBefore(now)) {
                step(i, new Event.ClockJumped(states[i].deadline().until(now)));
            }
        }
        if (random.nextBoolean()) {
            step(random.nextInt(SIZE), advert());
        }
        for (int i = 0; i < SIZE; i++) {
            step(i, new Event.QueueDrained());
        }
    }

    private Event advert() {
        int priority = PRIORITIES[random.nextInt(PRIORITIES.length)];
        return new Event.AdvertisementReceived(
                IpAddress.literal(random.nextBoolean() ? "10.0.0.1" : "10.0.0.9"),
                new Advertisement(
                        settings.getFirst().wire().version(),
                        new Vrid(51),
                        new Priority(priority),
                        Duration.ofSeconds(1),
                        List.of()));
    }

    private void pass(Duration time) {
        Moment until = now.plus(time);
        while (true) {
            int first = 0;
            for (int i = 1; i < SIZE; i++) {
                first = states[i].deadline().isBefore(states[first].deadline()) ? i : first;
            }
            if (states[first].deadline().isAfter(until)) {
                now = until;
                return;
            }
            now = states[first].deadline().isAfter(now) ? states[first].deadline() : now;
            step(first, new Event.DeadlineReached());
            settle();
            agree();
        }
    }

    private void step(int router, Event event) {
        State before = states[router];
        Step step = VirtualRouter.step(settings.get(router), before, event, now);
        states[router] = step.next();
        seen.add(step.next().role());
        for (Notice notice : Notices.of(settings.get(router), before, event, step.next())) {
            switch (notice.kind()) {
                case MASTER, BACKUP, FAULT, STOP, DELETED -> told.set(router, Optional.of(notice.kind()));
                case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> {}
            }
        }
        long releases = step.actions().stream()
                .filter(action -> action instanceof Action.SendAdvertisement sent
                        && sent.advertisement().priority().isRelease())
                .count();
        if (event instanceof Event.GroupYielded) {
            assertEquals(0, releases, "a release from one that lost nothing");
        }
        if (event instanceof Event.GroupFaultsChanged && before.role() instanceof Role.Master) {
            assertEquals(1, releases, "one release from one that is dragged into FAULT");
        }
    }

    private void settle() {
        int rounds = 0;
        for (List<SyncRules.Order> orders = orders(); !orders.isEmpty(); orders = orders()) {
            rounds++;
            assertTrue(rounds <= ROUNDS, "the group does not come to an end");
            orders.forEach(order -> step(order.member(), order.event()));
        }
    }

    private List<SyncRules.Order> orders() {
        List<SyncRules.Member> members = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            members.add(new SyncRules.Member("R" + i, states[i]));
        }
        return rules.apply(SyncRules.orders(members));
    }

    /** At no time two roles in one group; only who waits for its script is still outside. */
    private void agree() {
        boolean faulty = false;
        for (int i = 0; i < SIZE; i++) {
            Set<FaultReason> own = new HashSet<>(states[i].surroundings().faults(settings.get(i)));
            own.removeIf(FaultReason.GroupMemberFaulty.class::isInstance);
            faulty |= !own.isEmpty();
        }
        Set<String> roles = new HashSet<>();
        for (State state : states) {
            boolean held = state.role() instanceof Role.Fault fault && fault.held();
            if (!held) {
                roles.add(state.role().getClass().getSimpleName());
            }
            assertFalse(faulty && !(state.role() instanceof Role.Fault), "out of FAULT although one is faulty");
        }
        assertTrue(roles.size() <= 1, () -> "in different roles: " + Arrays.toString(states));
        for (int i = 0; i < SIZE; i++) {
            told(i);
        }
    }

    private void told(int router) {
        Optional<Notice.Kind> is = switch (states[router].role()) {
            case Role.Initialize _ -> Optional.empty();
            case Role.Backup _ -> Optional.of(Notice.Kind.BACKUP);
            case Role.Master _ -> Optional.of(Notice.Kind.MASTER);
            case Role.Fault fault -> fault.held() ? Optional.empty() : Optional.of(Notice.Kind.FAULT);
        };
        assertEquals(is, told.get(router), "the last notice is not what it is");
    }

    /** How many different role records there were. */
    int seen() {
        return seen.size();
    }
}
