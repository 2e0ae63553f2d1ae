package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.State.Role;
import org.keepvip.vrrp.State.Voice;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;
import org.keepvip.vrrp.packet.Vrid;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/** One router, a kernel that mostly does as it is told, other people, and a network, all at random from a seed. */
final class RandomWorld {
    private static final int[] PRIORITIES = {0, 1, 49, 50, 99, 100, 101, 150, 200, 254, 255};
    private static final String[] SOURCES = {"10.0.0.1", "10.0.0.2", "200.0.0.1"};
    private static final Link[] LINKS = {
        Link.ABSENT,
        new Link(true, false, false, 1500),
        new Link(true, true, false, 1500),
        new Link(true, true, true, 60)
    };

    private static final List<Rejection> REJECTIONS = List.of(Rejection.values());

    private final Random random;
    private final Set<Vip.Key> kernel = new HashSet<>();
    private final Set<Vip.Key> disturbed = new HashSet<>();
    private final Set<TransitionRow> rows = EnumSet.noneOf(TransitionRow.class);
    private final ArrayDeque<Told> told = new ArrayDeque<>();
    private Settings settings;
    private State state = VirtualRouter.initial();
    private Moment now = new Moment(5_000_000_000L);
    private boolean kept;

    RandomWorld(long seed) {
        random = new Random(seed);
        settings = router().settings();
        up("eth0");
        up("eth1");
        play(new Event.SourceAddressChanged(Optional.of(IpAddress.literal("10.0.0.1"))));
        play(new Event.Started());
    }

    Set<TransitionRow> rows() {
        return rows;
    }

    /** The last steps, as text. */
    String told() {
        return String.join(
                "\n",
                told.stream()
                        .map(last -> last.now().nanos() + " " + last.event() + "\n  "
                                + SceneText.state(last.step().next(), last.settings()) + "\n  "
                                + last.step().actions())
                        .toList());
    }

    private record Told(Moment now, Settings settings, Event event, Step step) {}

    private Router router() {
        String words = "interval=" + pick("0.1", "1", "2") + " version=" + pick("2", "3", "3") + " priority="
                + pick("1", "50", "100", "100", "150", "254", "255") + " preempt=" + pick("yes", "yes", "no")
                + " delay=" + pick("0", "0", "3") + " startup=" + pick("0", "0", "0", "2") + " repeat="
                + pick("1", "3") + " second=" + pick("0", "1") + " refresh=" + pick("0", "3") + " lower="
                + pick("0", "2") + " answer=" + pick("yes", "yes", "no") + " garp-interval=" + pick("0", "0", "0.02")
                + " vips=" + pick("10.0.0.100/24", "10.0.0.100/24,10.0.0.101/24", "10.0.0.100/32*3")
                + " excluded=" + pick("none", "10.1.0.1/24@eth1") + " track="
                + pick("none", "eth1", "eth1:60", "eth1:-60", "eth1:30:reverse") + " trackers="
                + pick("none", "none", "script/a", "script/a:-20,file/b:2", "process/c:0:reverse") + " group="
                + pick("none", "none", "G") + " track-groups=" + pick("none", "T");
        return Router.of(words);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One thing happens; time passes before it. */
    void happen() {
        pass();
        int what = random.nextInt(100);
        if (what < 45) {
            play(advert());
        } else if (what < 50) {
            play(new Event.AdvertisementRejected(
                    IpAddress.literal("10.0.0.9"), REJECTIONS.get(random.nextInt(REJECTIONS.size()))));
        } else if (what < 60) {
            link();
        } else if (what < 61) {
            report();
        } else if (what < 62) {
            together();
        } else if (what < 63) {
            play(new Event.SourceAddressChanged(
                    random.nextInt(3) == 0
                            ? Optional.empty()
                            : Optional.of(IpAddress.literal(SOURCES[random.nextInt(SOURCES.length)]))));
            play(new Event.SourceAddressChanged(Optional.of(IpAddress.literal("10.0.0.1"))));
        } else if (what < 75) {
            meddle();
        } else if (what < 79) {
            failSending();
        } else if (what < 82) {
            play(new Event.ShutdownRequested(random.nextInt(4) == 0));
            play(new Event.Started());
        } else if (what < 85) {
            Settings before = settings;
            settings = router().settings();
            play(new Event.Reconfigured(before));
        } else {
            play(new Event.DeadlineReached());
        }
    }

    private void report() {
        Tracker tracker = Router.tracker(pick("script/a", "file/b", "process/c"));
        play(new Event.TrackerReported(
                tracker,
                switch (tracker.kind()) {
                    case FILE -> new Reading.Value(random.nextInt(-130, 130));
                    case SCRIPT, PROCESS, BFD -> random.nextInt(3) == 0 ? new Reading.Down() : new Reading.Up();
                }));
    }

    /** The others of the group agree, yield, are misled, or are in FAULT for a while; or a static item is missing. */
    private void together() {
        if (!settings.isGrouped()) {
            play(new Event.StaticItemsMissing(Set.of("route")));
            pass();
            play(new Event.StaticItemsMissing(Set.of()));
            return;
        }
        boolean willing = state.role() instanceof Role.Backup backup && backup.willing();
        play(willing ? new Event.GroupAgreed() : new Event.GroupContested());
        pass();
        if (random.nextInt(2) == 0) {
            play(new Event.GroupYielded());
        } else {
            play(new Event.GroupFaultsChanged(Set.of("VI_2")));
            pass();
            play(new Event.GroupFaultsChanged(Set.of()));
        }
    }

    /** Adverts fail, or the sockets do. */
    private void failSending() {
        if (random.nextInt(3) == 0) {
            play(new Event.SocketsChanged(Optional.of("EMFILE")));
            pass();
            play(new Event.SocketsChanged(Optional.empty()));
            return;
        }
        String error = pick("EMSGSIZE", "EPERM");
        int first = random.nextInt(3);
        for (int inARow = first + 1; inARow < first + 8; inARow++) {
            play(new Event.SendFailed(inARow, error));
            pass();
        }
    }

    /** Deadlines come on time, or late, or so late that the clock has jumped. */
    private void pass() {
        Duration interval = settings.election().interval();
        Moment until = new Moment(now.nanos() + (long) (random.nextDouble() * 2 * interval.toNanos()));
        if (random.nextInt(40) == 0) {
            stall();
            return;
        }
        int calls = 0;
        while (!state.deadline().isAfter(until)) {
            if (state.deadline().isAfter(now)) {
                calls = 0;
                now = state.deadline();
            }
            play(new Event.DeadlineReached());
            calls++;
            assertTrue(calls < 30, "deadlines do not get on");
        }
        now = until;
    }

    private void stall() {
        Duration limit = state.stallLimit(settings);
        now = new Moment(now.nanos() + (long) (random.nextDouble() * 3 * limit.toNanos()));
        Duration late = state.deadline().until(now);
        if (late.compareTo(limit) > 0) {
            play(new Event.ClockJumped(late));
            boolean silent = state.role() instanceof Role.Master master && master.voice() == Voice.DRAINING;
            play(advert());
            play(new Event.DeadlineReached());
            if (silent && state.role() instanceof Role.Master master) {
                assertEquals(Voice.DRAINING, master.voice());
            }
            play(new Event.QueueDrained());
        }
    }

    private Event advert() {
        int priority = PRIORITIES[random.nextInt(PRIORITIES.length)];
        Duration interval = Duration.ofMillis(pick("10", "100", "1000", "40950").equals("10") ? 10 : 500);
        return new Event.AdvertisementReceived(
                IpAddress.literal(pick("10.0.0.1", "10.0.0.0", "10.0.0.3", "201.0.0.1")),
                new Advertisement(
                        settings.wire().version(), new Vrid(51), new Priority(priority), interval, List.of()));
    }

    private void up(String name) {
        play(new Event.LinkChanged(name, new Link(true, true, true, 1500)));
    }

    private void link() {
        String name = pick("eth0", "eth1");
        play(new Event.LinkChanged(name, LINKS[random.nextInt(LINKS.length)]));
        if (random.nextInt(4) > 0) {
            pass();
        }
        up(name);
    }

    /** Somebody else adds or deletes addresses. */
    private void meddle() {
        Set<Vip.Key> appeared = new HashSet<>();
        Set<Vip.Key> vanished = new HashSet<>();
        int last = random.nextInt(settings.addresses().count());
        for (int i = random.nextInt(last + 1); i <= last; i++) {
            Vip.Key key = settings.addresses().vip(i).key();
            disturbed.add(key);
            if (kernel.remove(key)) {
                vanished.add(key);
            } else {
                kernel.add(key);
                appeared.add(key);
            }
        }
        play(new Event.AddressesObserved(appeared, vanished));
    }

    private void play(Event event) {
        State before = state;
        Step step = VirtualRouter.step(settings, before, event, now);
        told.add(new Told(now, settings, event, step));
        if (told.size() > 30) {
            told.remove();
        }
        assertEquals(step, VirtualRouter.step(settings, before, event, now), "the same twice is the same");
        state = step.next();
        TransitionRow.of(settings, before, event, state).ifPresent(rows::add);
        Narration.of(settings, before, event, state, step.actions());
        if (event instanceof Event.ShutdownRequested requested) {
            kept = requested.keepAddresses();
        } else if (event instanceof Event.Started) {
            kept = false;
        }
        timers(before, event, step);
        perform(before, step);
        roles();
    }

    private void timers(State before, Event event, Step step) {
        if (event instanceof Event.AdvertisementRejected
                || (event instanceof Event.DeadlineReached && before.deadline().isAfter(now))) {
            assertSame(before, state);
            assertTrue(step.actions().isEmpty());
        }
        if (state.role() instanceof Role.Master master && master.voice() == Voice.SPEAKING) {
            Moment latest = now.plus(settings.election().interval());
            assertFalse(master.nextAdvertisement().isAfter(latest), "an advert interval too long");
        }
        if (before.role() instanceof Role.Backup old && state.role() instanceof Role.Backup waits) {
            assertFalse(waits.masterDown().isAfter(now.plus(waits.downInterval())), "a down interval too long");
            assertFalse(
                    waits.masterDown().isAfter(old.masterDown()) && !mayExtend(before, event),
                    "only an accepted advert may extend the wait");
        }
    }

    private boolean mayExtend(State before, Event event) {
        if (event instanceof Event.AdvertisementReceived heard) {
            Priority theirs = heard.advertisement().priority();
            boolean loses = theirs.compareTo(before.effectivePriority(settings)) < 0;
            boolean preempts = before.effectivePriority(settings).isOwner()
                    || (settings.election().preempt()
                            && settings.election().preemptDelay().isZero());
            return !theirs.isRelease() && !(loses && preempts);
        }
        return event instanceof Event.LinkChanged
                || event instanceof Event.TrackerReported
                || (state.role() instanceof Role.Backup waits && waits.willing())
                || event instanceof Event.Reconfigured
                || event instanceof Event.QueueDrained;
    }

    /** The kernel does it, or refuses now and then; its answer is the next event. */
    private void perform(State before, Step step) {
        boolean quiet = state.role() instanceof Role.Master master && master.voice() != Voice.SPEAKING;
        List<Event.AddressOutcome> outcomes = new ArrayList<>();
        for (Action action : step.actions()) {
            switch (action) {
                case Action.SendAdvertisement sent -> {
                    assertFalse(quiet, "a MASTER that listens is silent");
                    if (sent.advertisement().priority().isRelease()) {
                        assertFalse(state.role() instanceof Role.Master, "a release from a MASTER");
                        assertTrue(leftBehind(disturbed).isEmpty(), "the release left before the addresses went");
                    } else {
                        assertTrue(
                                before.role() instanceof Role.Master || state.role() instanceof Role.Master,
                                "an advert from no MASTER");
                    }
                }
                case Action.AddAddresses added -> {
                    assertTrue(state.role() instanceof Role.Master, "an address for no MASTER");
                    added.vips().forEach(vip -> outcomes.add(answer(vip, true)));
                }
                case Action.RemoveAddresses removed -> removed.vips().forEach(vip -> outcomes.add(answer(vip, false)));
                // Random routers have neither routes nor rules.
                case Action.AddRouting _, Action.RemoveRouting _ -> {}
                case Action.Announce announced -> {
                    assertFalse(quiet, "a MASTER that listens is silent");
                    assertTrue(announced.vips().size() <= AnnouncementPlan.PIECE, "a piece too large");
                    assertTrue(
                            announced.vips().stream().allMatch(vip -> kernel.contains(vip.key())),
                            "announced before it was there");
                }
            }
        }
        if (!outcomes.isEmpty()) {
            play(new Event.AddressesChanged(outcomes));
        }
    }

    private Event.AddressOutcome answer(Vip vip, boolean adds) {
        if (random.nextInt(60) == 0) {
            disturbed.add(vip.key());
            return new Event.AddressOutcome(vip, adds, Optional.of("EBUSY"));
        }
        if (adds) {
            kernel.add(vip.key());
            disturbed.remove(vip.key());
        } else {
            kernel.remove(vip.key());
            disturbed.remove(vip.key());
        }
        return new Event.AddressOutcome(vip, adds, Optional.empty());
    }

    private Set<Vip.Key> leftBehind(Set<Vip.Key> except) {
        Set<Vip.Key> left = new HashSet<>();
        settings.addresses().all().forEach(vip -> left.add(vip.key()));
        left.retainAll(kernel);
        left.removeAll(except);
        return left;
    }

    /** VIP iff MASTER, apart from what others did or the kernel refused and is being mended; FAULT iff a reason. */
    private void roles() {
        switch (state.role()) {
            case Role.Initialize initialize -> {
                if (!initialize.startAt().equals(Moment.NEVER)) {
                    assertTrue(leftBehind(disturbed).isEmpty(), "an address before the start");
                }
                assertTrue(kept || leftBehind(disturbed).isEmpty(), "an address after the end");
            }
            case Role.Backup _ -> {
                assertTrue(state.surroundings().faults(settings).isEmpty(), "BACKUP with a fault");
                assertTrue(leftBehind(disturbed).isEmpty(), "an address on a BACKUP");
            }
            case Role.Master _ -> {
                assertTrue(state.surroundings().faults(settings).isEmpty(), "MASTER with a fault");
                for (Vip vip : settings.addresses().all()) {
                    assertTrue(
                            kernel.contains(vip.key()) || disturbed.contains(vip.key()),
                            "MASTER without " + vip.address());
                }
            }
            case Role.Fault fault -> {
                assertFalse(fault.reasons().isEmpty(), "FAULT without a reason");
                assertEquals(state.surroundings().hindrances(settings), fault.reasons());
                assertTrue(leftBehind(disturbed).isEmpty(), "an address in FAULT");
            }
        }
    }
}
