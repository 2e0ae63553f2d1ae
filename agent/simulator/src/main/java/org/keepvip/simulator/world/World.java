package org.keepvip.simulator.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keepvip.simulator.scenario.Dice;
import org.keepvip.simulator.scenario.PlannedFault;
import org.keepvip.simulator.scenario.Scenario;
import org.keepvip.simulator.scenario.Weather;

/** A cluster and everything around it. One thread, no clock, no chance but the seed's. */
public final class World {
    static final List<String> DEVICES = List.of(Kernel.DEVICE, "eth1");

    private final Scenario scenario;
    private final Stepper stepper;
    private final Dice dice;
    private final Timeline timeline = new Timeline();
    private final List<Node> nodes = new ArrayList<>();
    private final Network network;
    private Witness witness = new Witness() {};

    public World(Scenario scenario, Stepper stepper) {
        this.scenario = scenario;
        this.stepper = stepper;
        this.dice = new Dice(scenario.seed()).fork("world");
        for (int i = 0; i < scenario.settings().size(); i++) {
            nodes.add(new Node(
                    this, i, scenario.settings().get(i), scenario.sources().get(i)));
        }
        this.network = new Network(this, nodes.size(), dice.fork("network"), scenario.weather());
    }

    /** Runs the scenario from start to end under the eyes of {@code witness}. */
    public void run(Witness eyes) {
        witness = eyes;
        Dice starts = dice.fork("starts");
        long spread = starts.pick(0L, 1_000_000L, 3_000_000_000L);
        for (Node node : nodes) {
            timeline.at(starts.between(0, spread), node.agent()::start);
        }
        Mishaps mishaps = new Mishaps(this);
        for (PlannedFault planned : scenario.faults()) {
            timeline.at(planned.at(), () -> mishaps.begin(planned));
        }
        timeline.at(scenario.heals(), () -> mishaps.heal(scenario.ending()));
        timeline.runUntil(scenario.ends());
        witness.ended();
    }

    /** Ends the run before its time. */
    public void stop() {
        timeline.stop();
    }

    public Scenario scenario() {
        return scenario;
    }

    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    public Network network() {
        return network;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** Nanoseconds since the world began. */
    public long now() {
        return timeline.now();
    }

    Dice dice() {
        return dice;
    }

    Weather weather() {
        return scenario.weather();
    }

    Witness witness() {
        return witness;
    }

    Stepper stepper() {
        return stepper;
    }
}
