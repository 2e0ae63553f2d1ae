package org.keepvip.linux.netlink;

import org.jspecify.annotations.Nullable;

/** What becomes of the packets of a rule (FR_ACT_*, linux/fib_rules.h). */
public enum RuleAction {
    TABLE(1),
    /** Looked up in the table of the VRF that the packet belongs to: TABLE and FRA_L3MDEV to the kernel. */
    L3MDEV(1),
    GOTO(2),
    NOP(3),
    BLACKHOLE(6),
    UNREACHABLE(7),
    PROHIBIT(8);

    private final int number;

    RuleAction(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static @Nullable RuleAction of(int number, boolean l3mdev) {
        if (l3mdev) {
            return L3MDEV;
        }
        for (RuleAction action : values()) {
            if (action.number == number) {
                return action;
            }
        }
        return null;
    }
}
