package org.keepvip.simulator.scenario;

/** Something that goes wrong for a while. Nodes are counted from 0; {@link #THE_MASTER} is whoever is MASTER when it begins. */
public sealed interface Fault {
    /** As a node: the one that is MASTER when the fault begins, the first when there is none. */
    int THE_MASTER = -1;

    /** How an interface goes away. */
    enum Loss {
        CARRIER,
        ADMIN,
        DELETED
    }

    /** What happens to one node. */
    sealed interface OnNode extends Fault {
        /** Which, or {@link #THE_MASTER}. */
        int node();
    }

    /** What happens to the wire, or on it. */
    sealed interface OnNetwork extends Fault {}

    /** The agent dies as by SIGKILL and is started again at the end; its kernel keeps the addresses meanwhile. */
    record Crash(int node) implements OnNode {}

    /** The agent is asked to stop, and is started again at the end. */
    record Stop(int node) implements OnNode {}

    /** The agent is frozen as by SIGSTOP; its kernel goes on. */
    record Pause(int node) implements OnNode {}

    /** The network device is down, or gone. */
    record InterfaceLost(int node, String device, Loss how) implements OnNode {}

    /** The node's own address is taken off the interface. */
    record SourceLost(int node) implements OnNode {}

    /** Somebody deletes the node's virtual address with this number, in the order of the settings. Over at once. */
    record VipTaken(int node, int vip) implements OnNode {}

    /** Somebody deletes that address again and again, so many times a second. */
    record VipContested(int node, int vip, int perSecond) implements OnNode {}

    /** Every send fails with this errno. */
    record SendsRefused(int node, String errno) implements OnNode {}

    /** The kernel adds no address. */
    record AddsRefused(int node, String errno) implements OnNode {}

    /** The configuration is reloaded with this base priority, and with the old one at the end. */
    record Reprioritised(int node, int priority) implements OnNode {}

    /** The configuration is reloaded without the address with this number, at least 1, and with it at the end. */
    record Readdressed(int node, int vip) implements OnNode {}

    /** The configuration is reloaded unchanged. Over at once. */
    record Reloaded(int node) implements OnNode {}

    /** The node's timer fires early, so many times a second. */
    record EarlyTimers(int node, int perSecond) implements OnNode {}

    /** Nothing passes from one node to the other; the way back is open. */
    record Cut(int from, int to) implements OnNetwork {}

    /** The nodes whose bit is set and the others do not hear each other. */
    record Partition(int side) implements OnNetwork {}

    /** So many of a thousand frames are lost, independently, between all nodes. */
    record RandomLoss(int permille) implements OnNetwork {}

    /** Frames are lost in bursts (Gilbert): one in {@code oneIn} frames begins a burst of {@code length} frames on average. */
    record BurstLoss(int oneIn, int length) implements OnNetwork {}

    /** Every frame takes so much longer, which may be more than the down interval. */
    record Bloat(long delay) implements OnNetwork {}

    /** So many of a thousand frames arrive twice or more. */
    record Duplication(int permille) implements OnNetwork {}

    /** Frames take up to so much longer, each its own time, so that they overtake one another. */
    record Reordering(long most) implements OnNetwork {}

    /** Somebody sends so many broken or foreign frames a second to everybody. */
    record Garbage(int perSecond) implements OnNetwork {}

    /** Whether a cluster must live through it without any change of roles. */
    default boolean isBenign() {
        return switch (this) {
            case Duplication _, Reordering _, Garbage _, EarlyTimers _, Reloaded _, Readdressed _, VipTaken _ -> true;
            case Crash _,
                    Stop _,
                    Pause _,
                    InterfaceLost _,
                    SourceLost _,
                    VipContested _,
                    SendsRefused _,
                    AddsRefused _,
                    Reprioritised _,
                    Cut _,
                    Partition _,
                    RandomLoss _,
                    BurstLoss _,
                    Bloat _ -> false;
        };
    }
}
