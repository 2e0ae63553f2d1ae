package org.keepvip.daemon.tracking;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.Linkbeat;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.NetworkNamespace;
import org.keepvip.linux.socket.LinkQuery;

/** Asks interfaces for their carriers every second, on a thread of its own, since drivers can be slow. */
public final class Linkbeats implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final LinkQuery query;
    private final Carriers carriers;
    private final Journal journal;
    private final Map<String, Boolean> told = new HashMap<>();
    private final Map<String, Linkbeat.Method> methods = new HashMap<>();
    private volatile Map<String, Optional<Linkbeat.Method>> asked = Map.of();
    private volatile boolean closed;

    /** Who is told. */
    @FunctionalInterface
    public interface Carriers {
        /** The interface has a carrier, or has none, from now on; at first, and when that changes. */
        void carrier(String device, boolean present);
    }

    private Linkbeats(LinkQuery query, Carriers carriers, Journal journal) {
        this.query = query;
        this.carriers = carriers;
        this.journal = journal;
    }

    /** Begins, with the interfaces that {@link #ask} says. */
    public static Linkbeats start(Optional<String> namespace, Carriers carriers, Journal journal)
            throws ErrnoException {
        Linkbeats beats = new Linkbeats(NetworkNamespace.in(namespace, LinkQuery::open), carriers, journal);
        Thread.ofPlatform().daemon().name("keepvip-linkbeat").start(beats::run);
        return beats;
    }

    /** The interfaces that a configuration wants to be asked, and how where it says so. */
    public static Map<String, Optional<Linkbeat.Method>> wanted(Configuration configuration) {
        Map<String, Optional<Linkbeat.Method>> wanted = new LinkedHashMap<>();
        if (configuration.process().linkbeatPolling()) {
            for (VrrpInstance instance : configuration.instances()) {
                instance.identity().device().ifPresent(device -> wanted.put(device.name(), Optional.empty()));
                instance.tracking()
                        .trackers()
                        .interfaces()
                        .forEach(line -> wanted.put(line.device().name(), Optional.empty()));
            }
        }
        configuration.linkbeats().forEach(line -> wanted.put(line.device().name(), line.method()));
        return wanted;
    }

    /** Asks these from now on. */
    public void ask(Map<String, Optional<Linkbeat.Method>> devices) {
        asked = Map.copyOf(devices);
    }

    private void run() {
        try (query) {
            while (!closed) {
                Map<String, Optional<Linkbeat.Method>> now = asked;
                told.keySet().retainAll(now.keySet());
                methods.keySet().retainAll(now.keySet());
                now.forEach(this::beat);
                LockSupport.parkNanos(BEAT.toNanos());
            }
        }
    }

    private void beat(String device, Optional<Linkbeat.Method> wanted) {
        boolean present = carrier(device, wanted);
        Boolean before = told.put(device, present);
        if (before == null || before != present) {
            journal.info("linkbeat: " + device + (present ? " has a carrier" : " has no carrier"));
            carriers.carrier(device, present);
        }
    }

    /** The first of those that the driver answers; none while there is no such interface. */
    private boolean carrier(String device, Optional<Linkbeat.Method> wanted) {
        Linkbeat.@Nullable Method known = methods.get(device);
        List<Linkbeat.Method> order = known != null
                ? List.of(known)
                : wanted.map(List::of)
                        .orElse(List.of(Linkbeat.Method.MII, Linkbeat.Method.ETHTOOL, Linkbeat.Method.IOCTL));
        for (Linkbeat.Method method : order) {
            try {
                boolean present = ask(device, method);
                methods.put(device, method);
                return present;
            } catch (ErrnoException e) {
                if (wanted.isPresent() && !told.containsKey(device)) {
                    journal.warning("linkbeat: " + device + " does not answer " + method + ": " + e.getMessage());
                }
            }
        }
        return false;
    }

    private boolean ask(String device, Linkbeat.Method method) throws ErrnoException {
        return switch (method) {
            case MII -> query.mii(device);
            case ETHTOOL -> query.ethtool(device);
            case IOCTL -> query.flags(device);
        };
    }

    @Override
    public void close() {
        closed = true;
    }
}
