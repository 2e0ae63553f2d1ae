package org.keepvip.simulator.property;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.simulator.world.World;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Link;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;

/** What a router was told of links and source address decides whether it may be MASTER, and only a MASTER speaks. */
final class FaultChecker implements Witness {
    private final Findings findings;
    private final List<Told> told = new ArrayList<>();

    /** What one agent was told since it started. */
    private static final class Told {
        final Map<String, Link> links = new HashMap<>();
        Optional<IpAddress> source = Optional.empty();
        boolean faulty = true;
    }

    FaultChecker(World world, Findings findings) {
        this.findings = findings;
        world.nodes().forEach(node -> told.add(new Told()));
    }

    @Override
    public void agentChanged(Node node, AgentChange change) {
        if (change == AgentChange.STARTED) {
            told.set(node.index(), new Told());
        }
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        Told facts = told.get(node.index());
        if (event instanceof Event.LinkChanged(String name, Link link)) {
            facts.links.put(name, link);
            facts.faulty = isFaulty(facts, node.agent().settings());
        } else if (event instanceof Event.SourceAddressChanged(Optional<IpAddress> source)) {
            facts.source = source;
            facts.faulty = isFaulty(facts, node.agent().settings());
        }
        Role was = Role.of(before);
        Role is = Role.of(step.next());
        if (is == Role.MASTER && facts.faulty) {
            findings.violated(
                    Property.NEVER_MASTER_IN_FAULT,
                    () -> node + " is MASTER with " + facts.links + ", " + facts.source);
        }
        for (Action action : step.actions()) {
            if (action instanceof Action.SendAdvertisement sent) {
                boolean release = sent.advertisement().priority().isRelease();
                boolean may =
                        release ? was == Role.MASTER && is != Role.MASTER : was == Role.MASTER || is == Role.MASTER;
                if (!may) {
                    findings.violated(
                            Property.SILENT_UNLESS_MASTER,
                            () -> node + " sends priority "
                                    + sent.advertisement().priority() + " from " + was + " to " + is);
                }
            }
        }
    }

    private static boolean isFaulty(Told facts, Settings settings) {
        if (facts.source.isEmpty()) {
            return true;
        }
        if (settings.tracking().ownInterface() && !isUp(facts, settings.device().orElseThrow())) {
            return true;
        }
        for (Settings.TrackedInterface tracked : settings.tracking().interfaces()) {
            if (tracked.weight() == 0 && isUp(facts, tracked.name()) == tracked.reverse()) {
                return true;
            }
        }
        return settings.addresses().all().stream()
                .anyMatch(vip -> !settings.device().equals(Optional.of(vip.device())) && !isUp(facts, vip.device()));
    }

    private static boolean isUp(Told facts, String device) {
        return facts.links.getOrDefault(device, Link.ABSENT).isUp();
    }
}
