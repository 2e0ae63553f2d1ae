package org.keepvip.daemon.agent;

import java.time.Duration;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.RouteMonitor;
import org.keepvip.linux.netlink.Rtnetlink;
import org.keepvip.vrrp.Moment;

/**
 * Keeps the {@link LinkTable} true, and the virtual interfaces there. Where addresses change faster than they can be listed it goes on with what it has,
 * and lists them again in a while: an agent must not end because of what others do to their interfaces.
 */
final class KernelWatch implements AutoCloseable {
    private static final int REPORTS = 256;
    /** Four thousand reports: adverts must leave however fast the kernel reports. */
    private static final int READS = 16;

    private static final int QUEUE = 8 << 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RouteMonitor monitor;
    private final Rtnetlink kernel;
    private final LinkTable links;
    private final VirtualInterfaces virtualInterfaces;
    private final Journal journal;
    private Moment makeAgain = Moment.NEVER;
    private Moment listAgain = Moment.NEVER;

    private KernelWatch(
            RouteMonitor monitor,
            Rtnetlink kernel,
            LinkTable links,
            VirtualInterfaces virtualInterfaces,
            Journal journal) {
        this.virtualInterfaces = virtualInterfaces;
        this.monitor = monitor;
        this.kernel = kernel;
        this.links = links;
        this.journal = journal;
    }

    /** Listens, and then fills the table, so that nothing falls between. */
    static KernelWatch open(
            Rtnetlink kernel, LinkTable links, VirtualInterfaces virtualInterfaces, Journal journal, Moment now)
            throws ErrnoException {
        KernelWatch watch = new KernelWatch(RouteMonitor.open(QUEUE), kernel, links, virtualInterfaces, journal);
        watch.list(now);
        links.takeChanges();
        return watch;
    }

    /** The descriptor that becomes readable when there is something to {@link #hear}. */
    int fd() {
        return monitor.fd();
    }

    /** Brings the table up to date, as far as there is time; a virtual interface that is missing is there again then. */
    void hear(Moment now) {
        listen(now);
        if (!links.isOverrun() && !virtualInterfaces.isComplete()) {
            virtualInterfaces.maintain();
            // Its reports are waiting: heard later, they would make it look as if it had been away.
            listen(now);
        }
        makeAgain = virtualInterfaces.isComplete() ? Moment.NEVER : now.plus(PAUSE);
    }

    private void listen(Moment now) {
        boolean wasOverrun = links.isOverrun();
        try {
            for (int read = 0; read < READS && monitor.receive(REPORTS, links::accept) == REPORTS; read++) {
                // All of it, so that an address which came and went is not taken for one that is there.
            }
        } catch (ErrnoException e) {
            throw new IllegalStateException("netlink is lost", e);
        }
        if (links.isOverrun() && !wasOverrun) {
            journal.warning("netlink reports were lost; asking the kernel for everything");
            listAgain = now;
        }
        if (!listAgain.isAfter(now)) {
            try {
                list(now);
            } catch (ErrnoException e) {
                journal.warning("cannot list the addresses now: " + e.getMessage());
                listAgain = now.plus(PAUSE);
            }
        }
    }

    private void list(Moment now) throws ErrnoException {
        links.replace(kernel.snapshot());
        listAgain = links.isOverrun() ? now.plus(PAUSE) : Moment.NEVER;
    }

    /** When to {@link #hear} again though nothing is readable; {@link Moment#NEVER} as a rule. */
    Moment again() {
        return Moment.earliest(listAgain, makeAgain);
    }

    @Override
    public void close() {
        monitor.close();
    }
}
