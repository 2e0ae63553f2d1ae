package org.keepvip.simulator.property;

/** What must hold in every run. The names in brackets are those of the protocol's property list. */
public enum Property {
    ONE_MASTER("P1: one MASTER in each connected part within the bound, and it stays"),
    SOMEBODY_SERVES("P11: a healthy router that hears nobody better for its down interval is MASTER"),
    NO_FLAP("P13: duplicates, reordering, garbage, early timers and idle reloads change no role"),
    FAILOVER("P8: after a MASTER's death another takes over neither before nor after the down interval says"),
    HANDOVER("P9: after a MASTER's release another takes over within the skew"),
    VIP_IFF_MASTER("P3: the addresses are there while the router is MASTER, and only then"),
    NEVER_MASTER_IN_FAULT("P4: no MASTER where a link, a tracker or the source address says FAULT"),
    SILENT_UNLESS_MASTER("only a MASTER sends adverts, and only one that gives up sends priority 0"),
    RELEASE_AFTER_REMOVAL("P5: nobody answers for the addresses once the priority-0 advert has left"),
    YIELDS("a MASTER that accepts a winning advert is MASTER no longer"),
    BROKEN_IS_REFUSED("no router accepts an advert that is broken, foreign or from its own address"),
    NEVER_THROWS("the state machine never throws"),
    REJECTED_CHANGES_NOTHING("an advert that was refused changes no state and no timer"),
    EARLY_TIMER_CHANGES_NOTHING("a timer that fires early finds nothing due"),
    DEADLINE_AHEAD("no step leaves a deadline in the past"),
    DOWN_TIMER("only accepted adverts move the down timer, and where the formula says; priority 0 never postpones it"),
    ADVERT_PACE("P16: an awake MASTER's adverts are at most one and a half intervals apart"),
    LISTENS_AFTER_SLEEP("a MASTER that slept past the down interval listens before it speaks"),
    RELOAD_UNTOUCHED("P23: a reload that changes nothing does nothing"),
    ANNOUNCES_WHAT_IT_HOLDS("only addresses that are held are announced");

    private final String promise;

    Property(String promise) {
        this.promise = promise;
    }

    /** What it says, in one line. */
    public String promise() {
        return promise;
    }
}
