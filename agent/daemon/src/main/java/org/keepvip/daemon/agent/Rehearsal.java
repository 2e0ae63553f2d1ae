package org.keepvip.daemon.agent;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.InterfaceAddress;
import org.keepvip.linux.process.Scheduling;
import org.keepvip.linux.socket.Destination;
import org.keepvip.linux.socket.SendBatch;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Counters;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Link;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.VirtualRouter;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.AdvertisementTemplate;
import org.keepvip.vrrp.packet.Envelope;
import org.keepvip.vrrp.packet.MacAddress;
import org.keepvip.vrrp.packet.Priority;

/**
 * Plays takeovers in memory, soon after the start. A BACKUP that waits for years would run the most urgent code it has for
 * the first time in its process's life when it is needed, interpreted and with every call site still to be linked, which
 * takes a millisecond and more. Steps are functions, so that they can be played, told and encoded some times
 * over, on a thread of its own, with nothing shared with the loop, and nothing sent or asked of the kernel.
 */
public final class Rehearsal {
    /**
     * Links every call site and compiles what runs most. With 250 the compiler takes all of it, which makes the first
     * takeover half a millisecond faster still and costs 3 MB more for good.
     */
    private static final int PLAYS = 20;
    /** As many as make the loops over addresses loop. */
    private static final int ADDRESSES = 4;

    private static final int NICENESS = 10;
    private static final int DEADLINES = 4;
    private static final int LONGEST = 2048;
    private static final int TTL = 255;
    private static final Link UP = new Link(true, true, true, 1500);
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);

    private final Settings settings;
    private Chronicle chronicle = silent().begin();
    private final SendBatch batch = new SendBatch(DEADLINES * ADDRESSES, LONGEST);
    private final Destination link = Destination.link(1);
    /** Known for every device, so that the kernel need not be asked. */
    private final Map<String, Boolean> forwarding = new HashMap<>();

    private State state = VirtualRouter.initial();
    private Moment now = new Moment(0);

    private Rehearsal(Settings settings) {
        this.settings = settings;
        Roster.dependencies(settings).forEach(device -> forwarding.put(device, false));
    }

    /** Begins it on a thread that gives way to everything else. */
    public static void begin(List<Settings> routers, Journal journal) {
        Thread.ofPlatform().daemon().name("keepvip-rehearsal").start(() -> {
            try {
                Scheduling.nice(NICENESS);
                play(routers);
            } catch (ErrnoException | RuntimeException e) {
                journal.warning("takeovers could not be rehearsed, the first will be slower: " + e);
            }
        });
    }

    /** Plays on this thread, often enough for each kind of router among {@code routers}. */
    static void play(List<Settings> routers) {
        Map<List<Object>, Rehearsal> kinds = new LinkedHashMap<>();
        for (Settings settings : routers) {
            Settings.Wire wire = settings.wire();
            kinds.computeIfAbsent(
                    List.of(
                            settings.family(),
                            wire.version(),
                            wire.transport().getClass(),
                            wire.authentication().getClass()),
                    _ -> of(settings));
        }
        for (int play = 0; play < PLAYS; play++) {
            kinds.values().forEach(Rehearsal::play);
        }
    }

    /** One for this kind of router, with less to hold. */
    static Rehearsal of(Settings settings) {
        return new Rehearsal(reduced(settings));
    }

    private static Settings reduced(Settings settings) {
        Settings.Addresses all = settings.addresses();
        return new Settings(
                settings.name(),
                settings.device(),
                settings.interfaces(),
                settings.vrid(),
                settings.family(),
                settings.wire(),
                settings.election(),
                settings.reception(),
                new Settings.Addresses(
                        first(all.advertised()),
                        first(all.excluded()),
                        all.noneAllowed(),
                        all.promoteSecondaries(),
                        all.accept()),
                Settings.Routing.NONE,
                settings.announcing(),
                alone(settings.tracking()),
                settings.notServed());
    }

    /** No tracker is waited for. */
    private static Settings.Tracking alone(Settings.Tracking tracking) {
        return new Settings.Tracking(
                tracking.ownInterface(),
                tracking.sourceAddress(),
                tracking.interfaces(),
                List.of(),
                Settings.Membership.NONE);
    }

    private static <T> List<T> first(List<T> list) {
        return list.subList(0, Math.min(ADDRESSES, list.size()));
    }

    /** Start, takeover, some adverts, a loser heard, a winner heard, the winner's silence, takeover, the end. */
    State play() {
        state = VirtualRouter.initial();
        // Anew each time, so that what is told and recorded dies young and the heap does not grow.
        Chronicles chronicles = silent();
        chronicle = chronicles.begin();
        Roster.dependencies(settings).forEach(name -> deliver(new Event.LinkChanged(name, UP)));
        deliver(new Event.SourceAddressChanged(Optional.of(source())));
        deliver(new Event.Started());
        untilMaster();
        if (state.role() instanceof State.Role.Master master) {
            Advertisement own = master.pulse().advertisement();
            deliver(heard(own, 1));
            deliver(heard(own, 255));
            deliver(heard(own, 255));
            untilMaster();
        }
        deliver(new Event.ShutdownRequested(false));
        chronicles.tell();
        return state;
    }

    /** A log without a sink: nothing of this is to be read. */
    private static Chronicles silent() {
        return new Chronicles(Journal.to(false, false, 0), _ -> {});
    }

    /** What was counted in the last play. */
    Counters counters() {
        return chronicle.counters();
    }

    private Event heard(Advertisement own, int priority) {
        return new Event.AdvertisementReceived(
                neighbour(),
                new Advertisement(own.version(), own.vrid(), new Priority(priority), own.interval(), own.addresses()));
    }

    /** Also some deadlines of a MASTER: adverts and the second round of announcements. */
    private void untilMaster() {
        for (int i = 0; i < DEADLINES && !state.deadline().equals(Moment.NEVER); i++) {
            if (state.deadline().isAfter(now)) {
                now = state.deadline();
            }
            deliver(new Event.DeadlineReached());
        }
    }

    private void deliver(Event event) {
        State before = state;
        Step step = VirtualRouter.step(settings, before, event, now);
        state = step.next();
        chronicle.stepped(settings, before, event, step, now);
        for (Action action : step.actions()) {
            switch (action) {
                case Action.SendAdvertisement advert -> send(advert);
                case Action.AddAddresses(var vips) -> change(vips, true);
                case Action.RemoveAddresses(var vips) -> change(vips, false);
                // It has neither routes nor rules.
                case Action.AddRouting _, Action.RemoveRouting _ -> {}
                case Action.Announce(var vips) ->
                    vips.forEach(vip -> collect(Announcer.frame(vip, MAC, forwarding), link));
            }
        }
        batch.clear();
    }

    private void send(Action.SendAdvertisement advert) {
        IpAddress to = switch (settings.wire().transport()) {
            case Settings.Transport.Multicast(IpAddress group) -> group;
            case Settings.Transport.Unicast _ -> neighbour();
        };
        AdvertisementTemplate template = AdvertisementTemplate.of(
                advert.advertisement(),
                settings.wire().authentication(),
                settings.wire().checksumForm(),
                new Envelope(advert.source(), to, TTL));
        collect(template.octets(1, 1), Destination.ip(KernelAddress.of(to), 0));
    }

    private void change(List<Vip> vips, boolean adding) {
        List<Event.AddressOutcome> outcomes = new ArrayList<>();
        for (Vip vip : vips) {
            InterfaceAddress address = Addresses.address(vip, 1);
            outcomes.add(new Event.AddressOutcome(vip, address.index() == 1 && adding, Optional.empty()));
        }
        deliver(new Event.AddressesChanged(outcomes));
    }

    private void collect(byte[] octets, Destination destination) {
        batch.add(ByteBuffer.wrap(octets), destination);
    }

    private IpAddress source() {
        return settings.wire().source().orElseGet(() -> documentation(1));
    }

    private IpAddress neighbour() {
        return documentation(2);
    }

    /** An address that nobody has: TEST-NET-1 (RFC 5737), a link-local one of IPv6. */
    private IpAddress documentation(int host) {
        return settings.family() == Family.IPV4
                ? new IpAddress.V4(0xC0000200 | host)
                : new IpAddress.V6(0xFE80L << 48, host);
    }
}
