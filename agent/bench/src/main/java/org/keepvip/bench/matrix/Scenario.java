package org.keepvip.bench.matrix;

/** What happens to the pair, and who must hold the address in the end. */
public enum Scenario {
    /** Left is there first, right joins: right never speaks. */
    ONE_MASTER("exactly one MASTER", Side.LEFT),
    /** The MASTER's processes are killed with signal 9. */
    KILL("kill -9", Side.RIGHT),
    /** The MASTER is told to stop. */
    TERMINATE("SIGTERM", Side.RIGHT),
    /** The MASTER's cable is pulled and put back. */
    LINK_DOWN("link down", Side.LEFT),
    /** The carrier of an interface that the MASTER tracks goes and comes back. */
    TRACKED_LINK_DOWN("tracked link down", Side.LEFT),
    /** Right is MASTER, left joins and takes over. */
    PREEMPT("preemption", Side.LEFT),
    /** Right is MASTER, left joins and waits; then right stops. */
    NOPREEMPT("nopreempt", Side.LEFT),
    /** Both start at once with the same priority; either may win. */
    EQUAL_PRIORITY("equal priority", null);

    private final String words;
    private final @org.jspecify.annotations.Nullable Side holder;

    Scenario(String words, @org.jspecify.annotations.Nullable Side holder) {
        this.words = words;
        this.holder = holder;
    }

    /** Who holds the address in the end; empty where either may. */
    public java.util.Optional<Side> holder() {
        return java.util.Optional.ofNullable(holder);
    }

    @Override
    public String toString() {
        return words;
    }
}
