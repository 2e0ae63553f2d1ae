package org.keepvip.simulator.scenario;

import java.util.List;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Settings;

/**
 * Everything that makes a run: the same scenario gives the same run to the bit.
 *
 * @param seed from which the rest, and what is left to chance while it runs, is drawn
 * @param settings one for each node
 * @param sources each node's own address on the router's interface
 * @param objects adverts travel as objects rather than bytes, for speed
 * @param faults in order of time; those still going on at {@code heals} end then
 * @param heals nanoseconds of world time at which everything heals but what {@code ending} says
 * @param ending what stays broken for good
 * @param ends nanoseconds of world time at which the run is over
 */
public record Scenario(
        long seed,
        List<Settings> settings,
        List<IpAddress> sources,
        Weather weather,
        boolean objects,
        List<PlannedFault> faults,
        long heals,
        List<Fault> ending,
        long ends) {
    /** Copies the lists. */
    public Scenario {
        settings = List.copyOf(settings);
        sources = List.copyOf(sources);
        faults = List.copyOf(faults);
        ending = List.copyOf(ending);
    }

    /** The same but for the faults. */
    public Scenario with(List<PlannedFault> fewer) {
        return new Scenario(seed, settings, sources, weather, objects, fewer, heals, ending, ends);
    }
}
