package org.keepvip.simulator.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keepvip.simulator.scenario.Dice;
import org.keepvip.simulator.scenario.Weather;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Vip;

/** What an agent asks of its kernel: removals at once, additions in chunks with time for other work between. */
final class AddressRequests {
    private static final int LARGEST_CHUNK = 4;

    private final Agent agent;
    private final Kernel kernel;
    private final Dice dice;
    private final Weather weather;
    private final Deque<Vip> toAdd = new ArrayDeque<>();

    private long lastAnswer;

    /** The errno of every add, while there is one. */
    @Nullable String addsRefused;

    AddressRequests(Agent agent, Kernel kernel, Dice dice, Weather weather) {
        this.agent = agent;
        this.kernel = kernel;
        this.dice = dice;
        this.weather = weather;
    }

    void add(List<Vip> vips) {
        toAdd.addAll(vips);
        addChunk();
    }

    /** What was still to be added and is now to be removed is never added. */
    void remove(List<Vip> vips) {
        toAdd.removeAll(vips);
        List<Event.AddressOutcome> outcomes = new ArrayList<>();
        for (Vip vip : vips) {
            kernel.remove(vip.key());
            outcomes.add(new Event.AddressOutcome(vip, false, Optional.empty()));
        }
        report(weather.addressDelay(), () -> agent.tell(new Event.AddressesChanged(outcomes)));
    }

    /** The kernel answers requests in their order. */
    private void report(long delay, Runnable answer) {
        lastAnswer = Math.max(lastAnswer, agent.now() + delay);
        agent.later(lastAnswer - agent.now(), answer);
    }

    /** The process is gone, and its requests with it. */
    void clear() {
        toAdd.clear();
    }

    /** Adds the next few addresses that are still wanted; the others follow when the kernel has answered. */
    private void addChunk() {
        if (toAdd.isEmpty()) {
            return;
        }
        List<Event.AddressOutcome> outcomes = new ArrayList<>();
        for (long chunk = dice.between(1, LARGEST_CHUNK); chunk > 0 && !toAdd.isEmpty(); chunk--) {
            Vip vip = toAdd.remove();
            Optional<String> error = addsRefused == null ? kernel.add(vip.key()) : Optional.of(addsRefused);
            outcomes.add(new Event.AddressOutcome(vip, true, error.filter(errno -> !errno.equals("EEXIST"))));
        }
        report(dice.between(0, weather.addressDelay()), () -> {
            agent.tell(new Event.AddressesChanged(outcomes));
            addChunk();
        });
    }
}
