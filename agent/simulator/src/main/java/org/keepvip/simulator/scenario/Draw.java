package org.keepvip.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Settings;

/** Draws a scenario from a seed. */
public final class Draw {
    private static final long SECOND = 1_000_000_000L;
    private static final long CHAOS_BEGINS = 5 * SECOND;
    /** At least ten minutes of faults. */
    private static final long CHAOS_ENDS = 605 * SECOND;

    private static final int LEAST_FAULTS = 10;
    private static final int MOST_FAULTS = 24;

    private final long seed;
    private final int nodes;
    private final Dice settingsDice;
    private final Dice faultDice;

    private Draw(long seed, int nodes) {
        this.seed = seed;
        this.nodes = nodes;
        Dice dice = new Dice(seed);
        this.settingsDice = dice.fork("settings");
        this.faultDice = dice.fork("faults");
    }

    /** The scenario of this seed for so many nodes, 2 to 8. */
    public static Scenario scenario(long seed, int nodes) {
        return new Draw(seed, nodes).scenario();
    }

    private Scenario scenario() {
        SettingsDraw draw = new SettingsDraw(settingsDice, nodes);
        List<Settings> settings = draw.settings();
        List<IpAddress> sources = draw.sources();
        Weather weather = Weather.draw(
                settingsDice.fork("weather"),
                settings.getFirst().election().interval().toNanos());
        boolean objects = settingsDice.oneIn(16);
        Scenario bare =
                new Scenario(seed, settings, sources, weather, objects, List.of(), CHAOS_ENDS, List.of(), CHAOS_ENDS);
        return finished(bare);
    }

    private Scenario finished(Scenario bare) {
        FaultDraw draw = new FaultDraw(faultDice, bare);
        List<PlannedFault> faults = new ArrayList<>();
        int count = (int) faultDice.between(LEAST_FAULTS, MOST_FAULTS);
        for (int i = 0; i < count; i++) {
            long at = faultDice.between(CHAOS_BEGINS, CHAOS_ENDS - SECOND);
            faults.add(draw.fault(at));
        }
        long settling = Bounds.of(bare).settling();
        long calm = settling
                + Math.min(
                        60 * SECOND,
                        60 * bare.settings().getFirst().election().interval().toNanos());
        long drill = CHAOS_ENDS + calm;
        faults.add(new PlannedFault(drill, 2 * settling, new Fault.Stop(Fault.THE_MASTER)));
        faults.add(new PlannedFault(drill + 4 * settling, 2 * settling, new Fault.Crash(Fault.THE_MASTER)));
        faults.sort(Comparator.comparingLong(PlannedFault::at));
        return new Scenario(
                bare.seed(),
                bare.settings(),
                bare.sources(),
                bare.weather(),
                bare.objects(),
                faults,
                CHAOS_ENDS,
                draw.ending(),
                drill + 8 * settling);
    }

    static IpAddress own(Family family, int host) {
        return family == Family.IPV4
                ? new IpAddress.V4(0x0A630000 | host)
                : new IpAddress.V6(0xFE80_0000_0000_0000L, host);
    }

    static Duration ofSeconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
