package org.keepvip.linux.netlink;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * RTA_METRICS: what the kernel is told of a way instead of learning it.
 *
 * @param values in the kernel's units, 32 bits each
 * @param locked those that the kernel does not change
 * @param congestion TCP's congestion control algorithm
 * @param congestionLocked no socket may choose another
 */
public record RouteMetrics(
        Map<Metric, Long> values, Set<Metric> locked, Optional<String> congestion, boolean congestionLocked) {
    /** Nothing is told. */
    public static final RouteMetrics NONE = new RouteMetrics(Map.of(), Set.of(), Optional.empty(), false);

    /** Keeps its own copies. */
    public RouteMetrics {
        EnumMap<Metric, Long> ordered = new EnumMap<>(Metric.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
        EnumSet<Metric> own = EnumSet.noneOf(Metric.class);
        own.addAll(locked);
        locked = Collections.unmodifiableSet(own);
    }

    /** RTAX_* of linux/rtnetlink.h that are numbers. */
    public enum Metric {
        MTU(2),
        WINDOW(3),
        RTT(4),
        RTTVAR(5),
        SSTHRESH(6),
        CWND(7),
        ADVMSS(8),
        REORDERING(9),
        HOPLIMIT(10),
        INITCWND(11),
        FEATURES(12),
        RTO_MIN(13),
        INITRWND(14),
        QUICKACK(15),
        FASTOPEN_NO_COOKIE(17);

        private final int number;

        Metric(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    boolean isEmpty() {
        return values.isEmpty() && congestion.isEmpty();
    }
}
