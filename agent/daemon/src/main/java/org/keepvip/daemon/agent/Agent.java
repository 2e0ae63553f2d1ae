package org.keepvip.daemon.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Alarm;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.Rtnetlink;
import org.keepvip.linux.time.BootClock;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.StaticHolding;
import org.keepvip.vrrp.VirtualInterface;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.Tracker;

/**
 * The routers of one configuration, running on the loop's thread: every method is to be called there. A turn begins
 * with something readable or due, and ends when every event it caused is delivered, every advert has left and the alarm
 * is set.
 */
public final class Agent {
    private static final Moment NEVER = Moment.NEVER;
    private static final int HOUSEKEEPING = 0;
    private static final int ANNOUNCING = 1;
    private static final int LINKS = 2;
    private static final int STATICS = 3;
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** A full queue of the slowest links moves on in this time. */
    private static final Duration ANNOUNCE_AGAIN = Duration.ofMillis(10);

    private static final int READS = 4;
    /** More than a socket's default queue holds. */
    private static final int READS_BEFORE_TAKING_OVER = 64;

    private final Journal journal;
    private final boolean addressMonitoring;
    private final BootClock clock = new BootClock();
    private final LinkTable links = new LinkTable();
    private final LinkView view = new LinkView(links);
    private final Chronicles chronicles;
    private final Rtnetlink kernel;
    private final KernelWatch watch;
    private final VirtualInterfaces virtualInterfaces;
    private final Announcer announcer;
    private final Alarm alarm;
    private final Addresses addresses;
    private final Routing routing;
    private final Effects effects;
    private final Additions additions;
    private final StaticKeeper statics;
    private final Sockets sockets;
    private final Roster roster = new Roster();
    private final SyncGroups groups = new SyncGroups();
    private final Reports reports = new Reports(links, view, roster, this::place);
    private final Listener listener;
    private final Awakening awakening;
    private final List<RunningRouter> due = new ArrayList<>();
    private Moment now = new Moment(clock.nanos());
    private boolean announcingAgain;
    private boolean ended;

    /**
     * Opens what the agent needs of the kernel, in the network namespace of the calling thread, which is the loop's.
     *
     * @param addressMonitoring log every address that the kernel adds or removes
     * @param late is told by how many nanoseconds the loop woke too late, when that is remarkable
     * @param notified is told, on the loop's thread, when what a notice is about has been done; must not block
     * @throws ErrnoException EPERM without CAP_NET_RAW
     */
    public Agent(Loop loop, Journal journal, boolean addressMonitoring, LongConsumer late, Consumer<Notice> notified)
            throws ErrnoException {
        this.journal = journal;
        this.addressMonitoring = addressMonitoring;
        chronicles = new Chronicles(journal, notified);
        kernel = Rtnetlink.open();
        virtualInterfaces = VirtualInterfaces.open(kernel, links, journal);
        watch = KernelWatch.open(kernel, links, virtualInterfaces, journal, now);
        announcer = Announcer.open(links, journal);
        alarm = Alarm.open(loop, () -> turn(() -> {}));
        addresses = new Addresses(kernel, links, journal);
        routing = Routing.open(
                links, journal, fd -> loop.watch(fd, () -> turn(() -> routing().hear(now))));
        effects = new Effects(alarm, addresses, routing, announcer, new Firewall(loop, links, journal));
        additions = new Additions(addresses, routing, effects, alarm, clock);
        statics = new StaticKeeper(addresses, routing, links, journal);
        sockets = new Sockets(loop, journal, links::index, this::readable);
        listener = new Listener(journal);
        awakening = new Awakening(roster, listener, late);
        loop.watch(watch.fd(), () -> turn(this::hearKernel));
    }

    /** Starts a router for each of {@code settings}. */
    public void start(List<Settings> settings) {
        turn(() -> {
            settings.forEach(this::add);
            groups.form(roster.routers());
        });
    }

    /** Keeps those addresses, routes and rules, in the place of those of before, whatever the routers do. */
    public void keep(List<StaticHolding> wanted) {
        turn(() -> statics.keep(wanted, now));
    }

    /**
     * Goes on with other settings: a router whose settings are equal is not touched.
     *
     * @return what was done, a line for each router that was
     */
    public List<String> reload(List<Settings> wanted) {
        List<String> lines = new ArrayList<>();
        turn(() -> {
            Roster.Difference difference = roster.difference(wanted);
            for (RunningRouter router : difference.gone()) {
                lines.add("(" + router.settings().name() + ") no longer configured");
                drop(router);
            }
            difference.changed().forEach((router, settings) -> {
                lines.add("(" + settings.name() + ") changed");
                change(router, settings);
            });
            for (Settings settings : difference.added()) {
                lines.add("(" + settings.name() + ") added");
                add(settings);
            }
            reports.forgetUnused();
            groups.form(roster.routers());
        });
        return lines;
    }

    /**
     * Ends every router: addresses off, then the releases.
     *
     * @param keepAddresses leave the addresses and send no release
     */
    public void stop(boolean keepAddresses) {
        turn(() -> roster.routers().forEach(router -> router.deliver(new Event.ShutdownRequested(keepAddresses), now)));
        if (!keepAddresses) {
            statics.end(now);
            virtualInterfaces.removeAll();
        }
        close();
    }

    /** Changes what of links counts. */
    public void review(Consumer<LinkView> change) {
        turn(() -> {
            change.accept(view);
            settleLinks();
        });
    }

    /** Tells every router that uses the tracker what it says now, and those to come. */
    public void report(Tracker tracker, Reading reading) {
        turn(() -> reports.tell(tracker, reading, now));
    }

    /** What the routers are doing. */
    public List<RouterReport> report() {
        long present = clock.nanos();
        return roster.routers().stream()
                .map(router -> RouterReport.of(router, present))
                .toList();
    }

    /**
     * After a bug of ours, when no state machine is to be trusted: takes off what any router may hold, releases what it
     * can, and says what the last steps were.
     */
    public List<String> abandon() {
        ended = true;
        List<String> lines = new ArrayList<>();
        for (RunningRouter router : roster.routers()) {
            try {
                routing.abandon(router);
                router.abandon(addresses);
            } catch (RuntimeException | OutOfMemoryError another) {
                lines.add("(" + router.settings().name() + ") may have left its addresses on: " + another);
            }
        }
        sockets.flush();
        lines.addAll(chronicles.recorded());
        return lines;
    }

    private void close() {
        ended = true;
        sockets.close();
        announcer.close();
        virtualInterfaces.close();
        routing.close();
        watch.close();
        kernel.close();
    }

    private void turn(Runnable work) {
        if (ended) {
            return;
        }
        now = new Moment(clock.nanos());
        awakening.from(alarm.earliest(), now, () -> {
            hearKernel();
            return now;
        });
        work.run();
        stepDue();
        reports.tellMissing(statics.missing(), now);
        settle();
        additions.some(now, this::settle);
        if (announcer.isWaiting() && !announcingAgain) {
            announcingAgain = true;
            alarm.set(ANNOUNCING, now.plus(ANNOUNCE_AGAIN).nanos());
        }
        alarm.set(STATICS, statics.deadline().nanos());
        chronicles.tell(groups.notices());
        // The rest of what is to be added goes in turns of its own, so that what the network and the kernel say gets
        // between.
        if (additions.isWaiting()) {
            alarm.ring();
        } else {
            alarm.arm();
        }
    }

    private void stepDue() {
        int slot;
        while ((slot = alarm.poll(now.nanos())) >= 0) {
            switch (slot) {
                case HOUSEKEEPING -> {
                    hearKernel();
                    roster.routers().forEach(router -> place(router, router.source()));
                }
                case LINKS -> {
                    hearKernel();
                    settleLinks();
                }
                case STATICS -> {
                    hearKernel();
                    routing.hear(now);
                    statics.due(now);
                }
                case ANNOUNCING -> {
                    announcingAgain = false;
                    announcer.again();
                }
                default -> due.add(roster.at(slot));
            }
        }
        hearBeforeTakingOver();
        hearBeforeMending();
        for (int i = 0; i < due.size(); i++) {
            due.get(i).deliver(DEADLINE, now);
        }
        due.clear();
    }

    /** A down timer counts only when the socket is empty: after a short stall the adverts it waited for lie unread. */
    private void hearBeforeTakingOver() {
        Channel heard = null;
        for (int i = 0; i < due.size(); i++) {
            Channel channel = due.get(i).channel();
            if (channel != null && channel != heard && due.get(i).state().role() instanceof State.Role.Backup) {
                listener.drain(channel, READS_BEFORE_TAKING_OVER, now);
                heard = channel;
            }
        }
    }

    /** Addresses are put back when no report of others follows, and that may lie unread. */
    private void hearBeforeMending() {
        for (int i = 0; i < due.size(); i++) {
            State state = due.get(i).state();
            if (!state.holdings().deadline().isAfter(now)
                    || !state.routing().deadline().isAfter(now)) {
                hearKernel();
                routing.hear(now);
                return;
            }
        }
    }

    private static final Event DEADLINE = new Event.DeadlineReached();

    private void settle() {
        do {
            sockets.flush();
        } while (effects.deliver(now) || groups.settle(now));
    }

    private void readable(Channel channel) {
        turn(() -> listener.drain(channel, READS, now));
    }

    // What the kernel says.

    private void hearKernel() {
        watch.hear(now);
        if (!watch.again().equals(NEVER)) {
            alarm.set(HOUSEKEEPING, watch.again().nanos());
        }
        // Reading thousands of reports takes time, in which nobody was quiet.
        now = new Moment(clock.nanos());
        LinkTable.Changes changes = links.takeChanges();
        if (addressMonitoring) {
            changes.addresses().forEach(key -> journal.info(links.report(key)));
        }
        reports.tell(changes, now);
        routing.shaken(changes, roster.routers(), now);
        alarm.set(LINKS, view.due().nanos());
        statics.changed(changes, now);
    }

    private Routing routing() {
        return routing;
    }

    private void settleLinks() {
        reports.settleLinks(now);
        alarm.set(LINKS, view.due().nanos());
    }

    private void place(RunningRouter router, Optional<IpAddress> source) {
        Optional<String> refusal = sockets.place(router, source);
        if (refusal.isPresent()) {
            alarm.set(HOUSEKEEPING, now.plus(RETRY).nanos());
        }
        if (!refusal.equals(router.state().surroundings().socketsRefused())) {
            router.deliver(new Event.SocketsChanged(refusal), now);
        }
    }

    // Which routers there are.

    private void add(Settings settings) {
        virtualInterfaces.want(settings.name(), settings.interfaces().virtual());
        hearKernel();
        RunningRouter router = roster.add(slot -> new RunningRouter(slot, settings, effects, chronicles.begin()));
        virtualInterfaces.warnOfAbsent(settings);
        reports.describe(router, now);
        reports.observe(router, settings.addresses().keys(), now);
        routing.begin(router);
        router.deliver(new Event.Started(), now);
    }

    private void drop(RunningRouter router) {
        router.deliver(new Event.Unconfigured(), now);
        settle();
        // First: whoever leaves the group says so, and must not say it from the virtual MAC.
        virtualInterfaces.release(router.settings().interfaces().virtual());
        sockets.remove(router);
        routing.end(router);
        alarm.set(router.slot(), NEVER.nanos());
        roster.remove(router);
    }

    /** Its sockets stay open unless what it says on the wire is to go another way: adverts and their receipt go on. */
    private void change(RunningRouter router, Settings settings) {
        sockets.flush();
        List<VirtualInterface> before = router.settings().interfaces().virtual();
        virtualInterfaces.want(settings.name(), settings.interfaces().virtual());
        hearKernel();
        // While the old settings are in force, so that none of these looks missing under the new ones.
        reports.tellLinks(router, Roster.dependencies(settings), now);
        roster.change(router, () -> router.settings(settings));
        routing.begin(router);
        sockets.renew(router);
        reports.describe(router, now);
        router.reconfigured(now);
        virtualInterfaces.release(before);
    }
}
