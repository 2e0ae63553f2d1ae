package org.keepvip.simulator.property;

import java.util.List;
import org.keepvip.simulator.world.Node;
import org.keepvip.simulator.world.Role;
import org.keepvip.simulator.world.Witness;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;

/** One MASTER in each connected part, and it stays; what is benign changes no role. */
final class ElectionChecker implements Witness {
    private final Calm calm;
    private final Findings findings;

    ElectionChecker(Calm calm, Findings findings) {
        this.calm = calm;
        this.findings = findings;
        calm.whenSettled(this::expectOneMaster);
    }

    private void expectOneMaster() {
        for (List<Node> part : calm.parts()) {
            long masters = Calm.masters(part);
            if (masters != 1) {
                findings.violated(
                        Property.ONE_MASTER,
                        () -> masters + " MASTERs among " + part + " "
                                + calm.bounds().settlingTime() + " after the last disturbance");
            }
        }
    }

    @Override
    public void stepped(Node node, Event event, State before, Step step) {
        Role was = Role.of(before);
        Role is = Role.of(step.next());
        if (was != is && calm.isSettled()) {
            Property property = calm.isNuisance() ? Property.NO_FLAP : Property.ONE_MASTER;
            findings.violated(property, () -> node + " went from " + was + " to " + is + " in a settled cluster");
        }
    }
}
