package org.keepvip.vrrp.tracking;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.model.InterfaceDelay;
import org.keepvip.vrrp.Settings;

/**
 * How long an interface must be down, or up, until that counts (interface_up_down_delays).
 *
 * @param down zero to count at once
 * @param up likewise
 */
public record LinkDelay(Duration down, Duration up) {
    private static final int PARTS = 256;

    /**
     * By interface. A delay of down is cut to what leaves a MASTER on the interface time to say that it gives up before its
     * peers miss it: the intervals of its down timer but one, less the 256th part of one.
     */
    public static Map<String, LinkDelay> of(List<InterfaceDelay> lines, List<Settings> routers) {
        Map<String, LinkDelay> delays = new HashMap<>();
        for (InterfaceDelay line : lines) {
            String device = line.device().name();
            Duration down = line.down();
            for (Settings settings : routers) {
                if (settings.device().equals(Optional.of(device))) {
                    down = shorter(down, longest(settings.election()));
                }
            }
            delays.put(device, new LinkDelay(down, line.up().orElse(line.down())));
        }
        return Map.copyOf(delays);
    }

    private static Duration longest(Settings.Election election) {
        Duration interval = election.interval();
        Duration most = interval.multipliedBy(election.downTimerAdverts() - 1).minus(interval.dividedBy(PARTS));
        return most.isNegative() ? Duration.ZERO : most;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
