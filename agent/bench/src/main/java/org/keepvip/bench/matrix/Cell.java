package org.keepvip.bench.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Protocol;
import org.keepvip.bench.router.Setup;
import org.keepvip.bench.router.Transport;
import org.keepvip.bench.theory.Timers;

/** One cell of the matrix: who stands on which side, what they speak, and what happens to them. */
public record Cell(
        Implementation left, Implementation right, Protocol protocol, Transport transport, Scenario scenario) {
    private static final int HIGH = 200;
    private static final int LOW = 100;

    /** Every cell of two implementations, each of them on each side, that both can play. */
    public static List<Cell> of(Implementation one, Implementation two) {
        List<Cell> cells = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (Transport transport : Transport.values()) {
                if (one.speaks(protocol, transport) && two.speaks(protocol, transport)) {
                    for (Scenario scenario : Scenario.values()) {
                        add(cells, new Cell(one, two, protocol, transport, scenario));
                        if (one != two) {
                            add(cells, new Cell(two, one, protocol, transport, scenario));
                        }
                    }
                }
            }
        }
        return cells;
    }

    /** What stands on a side. */
    public Implementation implementation(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /** What a side is told. */
    public Setup setup(Side side) {
        Setup setup = Setup.of(protocol, transport, interval(), priority(side));
        if (side == Side.RIGHT) {
            return setup;
        }
        return switch (scenario) {
            case NOPREEMPT -> setup.withoutPreemption();
            case TRACKED_LINK_DOWN -> setup.tracking();
            case ONE_MASTER, KILL, TERMINATE, LINK_DOWN, PREEMPT, EQUAL_PRIORITY -> setup;
        };
    }

    /** The timers of a side by the formulas. */
    public Timers timers(Side side) {
        return new Timers(protocol.version(), interval(), priority(side));
    }

    /** Version 2 counts whole seconds; version 3 is driven at 100 ms. */
    public Duration interval() {
        return protocol.version() == 2 ? Duration.ofSeconds(1) : Duration.ofMillis(100);
    }

    @Override
    public String toString() {
        return "%s | left %s, right %s | %s %s".formatted(scenario, left, right, protocol, transport);
    }

    private int priority(Side side) {
        return side == Side.LEFT && scenario != Scenario.EQUAL_PRIORITY ? HIGH : LOW;
    }

    private static void add(List<Cell> cells, Cell cell) {
        if (cell.scenario != Scenario.TRACKED_LINK_DOWN || cell.left.tracksInterfaces()) {
            cells.add(cell);
        }
    }
}
