package org.keepvip.daemon.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;

/** Who overslept its peers' patience hears what it missed before it may say anything. */
final class Awakening {
    /** No stall limit is shorter: the down interval of 10 ms adverts. */
    private static final long UNREMARKABLE_NANOS = Duration.ofMillis(10).toNanos();

    private static final int READS_AFTER_STALL = 4096;

    private final Roster roster;
    private final Listener listener;
    private final LongConsumer late;

    /** @param late is told by how many nanoseconds the loop woke too late, when that is remarkable */
    Awakening(Roster roster, Listener listener, LongConsumer late) {
        this.roster = roster;
        this.listener = listener;
        this.late = late;
    }

    /**
     * To be called before anything else is done in a turn.
     *
     * @param wanted when the loop was to wake, nanoseconds as in {@link Moment}
     * @param hear takes in what the kernel says, and returns what time it is then
     */
    void from(long wanted, Moment woken, Supplier<Moment> hear) {
        long overslept = woken.nanos() - wanted;
        if (overslept <= UNREMARKABLE_NANOS) {
            return;
        }
        late.accept(overslept);
        List<RunningRouter> stalled = stalled(woken);
        if (stalled.isEmpty()) {
            return;
        }
        Moment now = hear.get();
        for (RunningRouter router : stalled) {
            Channel channel = router.channel();
            if (channel != null) {
                listener.drain(channel, READS_AFTER_STALL, now);
            }
        }
        for (RunningRouter router : stalled) {
            router.deliver(new Event.QueueDrained(), now);
        }
    }

    private List<RunningRouter> stalled(Moment now) {
        List<RunningRouter> stalled = new ArrayList<>();
        for (RunningRouter router : roster.routers()) {
            Moment deadline = router.state().deadline();
            Duration lateness = deadline.equals(Moment.NEVER) ? Duration.ZERO : deadline.until(now);
            if (lateness.compareTo(router.state().stallLimit(router.settings())) > 0) {
                stalled.add(router);
                router.deliver(new Event.ClockJumped(lateness), now);
            }
        }
        return stalled;
    }
}
