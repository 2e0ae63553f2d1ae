package org.keepvip.simulator.scenario;

import java.util.List;
import org.keepvip.vrrp.Settings;

/** Draws faults that fit a cluster: durations around its down interval, so that both sides of every race are met. */
final class FaultDraw {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;

    private final Dice dice;
    private final int nodes;
    private final long interval;
    private final long down;
    private final List<Settings> settings;

    FaultDraw(Dice dice, Scenario bare) {
        this.dice = dice;
        this.settings = bare.settings();
        this.nodes = settings.size();
        Bounds bounds = Bounds.of(bare);
        this.interval = bounds.longestInterval();
        this.down = bounds.longestDown();
    }

    PlannedFault fault(long at) {
        return switch (dice.below(24)) {
            case 0, 1, 2 -> planned(at, new Fault.Crash(node()));
            case 3, 4 -> planned(at, new Fault.Stop(node()));
            case 5, 6 -> planned(at, new Fault.Pause(node()));
            case 7, 8 -> planned(at, lostInterface());
            case 9 -> planned(at, new Fault.SourceLost(node()));
            case 10 -> planned(at, refusal());
            case 11, 12 -> planned(at, cut());
            case 13 -> planned(at, new Fault.Partition((int) dice.between(1, (1L << nodes) - 2)));
            case 14 -> planned(at, loss());
            case 15 -> planned(at, new Fault.Bloat(dice.between(interval / 2, 2 * down)));
            case 16 -> planned(at, new Fault.VipContested(node(), dice.below(vips()), dice.pick(1, 5)));
            case 17 -> planned(at, new Fault.Reprioritised(node(), (int) dice.between(1, 254)));
            default -> benign(at);
        };
    }

    /** What is never healed: mostly nothing, sometimes one node is dead or cut off for good. */
    List<Fault> ending() {
        return switch (dice.below(6)) {
            case 0 -> List.of(new Fault.Partition((int) dice.between(1, (1L << nodes) - 2)));
            case 1 -> List.of(new Fault.Crash(dice.below(nodes)));
            default -> List.of();
        };
    }

    private PlannedFault benign(long at) {
        return switch (dice.below(7)) {
            case 0 -> planned(at, new Fault.Duplication((int) dice.between(50, 1000)));
            case 1 -> planned(at, new Fault.Reordering(dice.between(MILLISECOND, interval / 2)));
            case 2 -> planned(at, new Fault.Garbage(dice.pick(1, 10, 100)));
            case 3 -> planned(at, new Fault.EarlyTimers(dice.below(nodes), 20));
            case 4 ->
                vips() == 1
                        ? planned(at, new Fault.EarlyTimers(dice.below(nodes), 5))
                        : planned(at, new Fault.Readdressed(node(), (int) dice.between(1, vips() - 1)));
            case 5 -> new PlannedFault(at, 0, new Fault.Reloaded(node()));
            default -> new PlannedFault(at, 0, new Fault.VipTaken(node(), dice.below(vips())));
        };
    }

    private Fault lostInterface() {
        String device = dice.oneIn(3) ? SettingsDraw.SECOND_DEVICE : SettingsDraw.DEVICE;
        return new Fault.InterfaceLost(
                node(),
                device,
                dice.pick(Fault.Loss.CARRIER, Fault.Loss.CARRIER, Fault.Loss.ADMIN, Fault.Loss.DELETED));
    }

    private Fault refusal() {
        return dice.oneIn(3)
                ? new Fault.AddsRefused(node(), dice.pick("EPERM", "ENOBUFS", "ENOMEM"))
                : new Fault.SendsRefused(node(), dice.pick("ENETDOWN", "EMSGSIZE", "ENOBUFS", "EPERM"));
    }

    private Fault cut() {
        int from = dice.below(nodes);
        int to = (from + 1 + dice.below(nodes - 1)) % nodes;
        return new Fault.Cut(from, to);
    }

    private Fault loss() {
        return dice.oneIn(2)
                ? new Fault.RandomLoss((int) dice.between(50, 500))
                : new Fault.BurstLoss((int) dice.between(5, 100), (int) dice.between(2, 12));
    }

    private PlannedFault planned(long at, Fault fault) {
        long duration = switch (dice.below(4)) {
            case 0 -> dice.between(MILLISECOND, interval);
            case 1 -> dice.between(interval, 2 * down);
            case 2 -> dice.between(2 * down, 5 * down);
            default -> dice.between(SECOND, 30 * SECOND);
        };
        return new PlannedFault(at, duration, fault);
    }

    private int node() {
        return dice.oneIn(2) ? Fault.THE_MASTER : dice.below(nodes);
    }

    private int vips() {
        Settings.Addresses addresses = settings.getFirst().addresses();
        return addresses.advertised().size() + addresses.excluded().size();
    }
}
