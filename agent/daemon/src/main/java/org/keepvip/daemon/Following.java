package org.keepvip.daemon;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Linkbeat;
import org.keepvip.daemon.agent.Host;
import org.keepvip.daemon.bfd.BfdSessions;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.tracking.Linkbeats;
import org.keepvip.daemon.tracking.Trackers;
import org.keepvip.linux.ErrnoException;
import org.keepvip.vrrp.tracking.LinkDelay;

/** What a configuration has followed beside the network: files, processes, carriers, and how long links must change. */
final class Following implements AutoCloseable {
    private final Host host;
    private final Optional<String> namespace;
    private final Journal journal;
    private final Trackers trackers;
    private final BfdSessions sessions;
    private @Nullable Linkbeats linkbeats;

    /** Nothing yet; what is found is told to {@code host}. */
    Following(Host host, Optional<String> namespace, Journal journal) {
        this.host = host;
        this.namespace = namespace;
        this.journal = journal;
        trackers = new Trackers(host::report, journal);
        sessions = new BfdSessions(namespace, host::report, journal, host::fail);
    }

    void start(ConfigurationFile.Outcome read) {
        trackers.start(read.configuration());
        sessions.change(read.configuration().bfds());
        followLinks(read);
    }

    /** After a reload. */
    void change(ConfigurationFile.Outcome read) {
        trackers.change(read.configuration());
        sessions.change(read.configuration().bfds());
        followLinks(read);
    }

    private void followLinks(ConfigurationFile.Outcome read) {
        Map<String, LinkDelay> delays = LinkDelay.of(read.configuration().interfaceDelays(), read.routers());
        Map<String, Optional<Linkbeat.Method>> asked = Linkbeats.wanted(read.configuration());
        host.review(view -> {
            view.delays(delays);
            view.asked(asked.keySet());
        });
        if (linkbeats == null && !asked.isEmpty()) {
            try {
                linkbeats = Linkbeats.start(
                        namespace, (device, present) -> host.review(view -> view.carrier(device, present)), journal);
            } catch (ErrnoException e) {
                journal.error("linkbeat: no interface is asked for its carrier: " + e.getMessage());
            }
        }
        if (linkbeats != null) {
            linkbeats.ask(asked);
        }
    }

    /** To be called after the releases: a neighbour that tracks us is not to leave its VIPs before it has ours. */
    void sayGoodbye() {
        sessions.close();
    }

    @Override
    public void close() {
        trackers.close();
        if (linkbeats != null) {
            linkbeats.close();
        }
    }
}
