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

    /** The agent dies as by SIGKILL and is started again at the end; its kernel keeps the addresses meanwhile. */
    record Crash(int node) implements Fault {}

    /** The agent is asked to stop, and is started again at the end. */
    record Stop(int node) implements Fault {}

    /** The agent is frozen as by SIGSTOP; its kernel goes on. */
    record Pause(int node) implements Fault {}

    /** The network device is down, or gone. */
    record InterfaceLost(int node, String device, Loss how) implements Fault {}

    /** The node's own address is taken off the interface. */
    record SourceLost(int node) implements Fault {}

    /** Somebody deletes the node's virtual address with this number, in the order of the settings. Over at once. */
    record VipTaken(int node, int vip) implements Fault {}

    /** Somebody deletes that address again and again, so many times a second. */
    record VipContested(int node, int vip, int perSecond) implements Fault {}

    /** Every send fails with this errno. */
    record SendsRefused(int node, String errno) implements Fault {}

    /** The kernel adds no address. */
    record AddsRefused(int node, String errno) implements Fault {}

    /** The configuration is reloaded with this base priority, and with the old one at the end. */
    record Reprioritised(int node, int priority) implements Fault {}

    /** The configuration is reloaded unchanged. Over at once. */
    record Reloaded(int node) implements Fault {}

    /** Nothing passes from one node to the other; the way back is open. */
    record Cut(int from, int to) implements Fault {}

    /** The nodes whose bit is set and the others do not hear each other. */
    record Partition(int side) implements Fault {}

    /** So many of a thousand frames are lost, independently, between all nodes. */
    record RandomLoss(int permille) implements Fault {}

    /** Frames are lost in bursts (Gilbert): one in {@code oneIn} frames begins a burst of {@code length} frames on average. */
    record BurstLoss(int oneIn, int length) implements Fault {}

    /** Every frame takes so much longer, which may be more than the down interval. */
    record Bloat(long delay) implements Fault {}

    /** So many of a thousand frames arrive twice or more. */
    record Duplication(int permille) implements Fault {}

    /** Frames take up to so much longer, each its own time, so that they overtake one another. */
    record Reordering(long most) implements Fault {}

    /** Somebody sends so many broken or foreign frames a second to everybody. */
    record Garbage(int perSecond) implements Fault {}

    /** The node's timer fires early, so many times a second. */
    record EarlyTimers(int node, int perSecond) implements Fault {}

    /** Whether a cluster must live through it without any change of roles. */
    default boolean isBenign() {
        return switch (this) {
            case Duplication _, Reordering _, Garbage _, EarlyTimers _, Reloaded _, VipTaken _ -> true;
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
