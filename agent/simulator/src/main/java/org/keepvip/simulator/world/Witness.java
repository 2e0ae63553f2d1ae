package org.keepvip.simulator.world;

import java.util.List;
import org.keepvip.simulator.scenario.Fault;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.packet.Advertisement;

/** Told of everything that happens in the world, at the instant it happens. The world's own state is already the new one. */
public interface Witness {
    /** An agent made a step; its actions are about to be performed. */
    default void stepped(Node node, Event event, State before, Step step) {}

    /** An agent sent this advert; told as well when the node's wire is dead. */
    default void sent(Node node, Advertisement advertisement) {}

    /** A router accepted what no router sent. */
    default void deceived(Node node, Event accepted) {}

    /** The state machine threw. */
    default void threw(Node node, Event event, RuntimeException bug) {}

    /** An agent announced these addresses. */
    default void announced(Node node, List<Vip> vips) {}

    /** An address came to or went from a node's interface. */
    default void addressChanged(Node node, Vip.Key address, boolean present) {}

    /** An agent was started, stopped, killed, frozen or woken. */
    default void agentChanged(Node node, AgentChange change) {}

    /** A fault begins; its effects are about to be seen. */
    default void faultBegan(Fault fault) {}

    /** A fault, one that was not over at once, has ended. */
    default void faultEnded(Fault fault) {}

    /** The run is over. */
    default void ended() {}

    /** What became of an agent. */
    enum AgentChange {
        STARTED,
        STOPPED,
        KILLED,
        FROZEN,
        WOKEN
    }
}
