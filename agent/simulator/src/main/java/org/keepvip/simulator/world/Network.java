package org.keepvip.simulator.world;

import java.util.function.Consumer;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.simulator.scenario.Dice;
import org.keepvip.simulator.scenario.Weather;

/** One LAN: a path for each ordered pair of nodes. */
public final class Network {
    private final World world;
    private final Path[][] paths;

    Network(World world, int nodes, Dice dice, Weather weather) {
        this.world = world;
        this.paths = new Path[nodes][nodes];
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                paths[from][to] = new Path(dice.fork(from + " to " + to), weather);
            }
        }
    }

    Path path(int from, int to) {
        return paths[from][to];
    }

    /** Every path between two different nodes. */
    void each(Consumer<Path> change) {
        for (int from = 0; from < paths.length; from++) {
            for (int to = 0; to < paths.length; to++) {
                if (from != to) {
                    change.accept(paths[from][to]);
                }
            }
        }
    }

    /** Sends the frame to the node that has this address, or to every other node when it is the group's. */
    void send(Node from, Frame frame, IpAddress destination) {
        if (!from.kernel().link(Kernel.DEVICE).isUp()) {
            return;
        }
        for (Node to : world.nodes()) {
            if (to != from && (destination.isMulticast() || to.address().equals(destination))) {
                transmit(paths[from.index()][to.index()], to, frame);
            }
        }
    }

    /** A frame from a stranger on the LAN. */
    void inject(Node to, Frame frame) {
        deliver(to, frame);
    }

    /** Whether two nodes' frames reach each other, as far as cables and cuts go. */
    public boolean connects(Node one, Node other) {
        return one.kernel().link(Kernel.DEVICE).isUp()
                && other.kernel().link(Kernel.DEVICE).isUp()
                && paths[one.index()][other.index()].cuts == 0
                && paths[other.index()][one.index()].cuts == 0;
    }

    private void transmit(Path path, Node to, Frame frame) {
        for (int copies = path.copies(); copies > 0; copies--) {
            world.timeline().at(path.arrival(world.now()), () -> deliver(to, frame));
        }
    }

    private static void deliver(Node to, Frame frame) {
        if (to.kernel().link(Kernel.DEVICE).isUp()) {
            to.agent().arrive(frame);
        }
    }
}
