package org.keepvip.simulator.world;

import org.keepvip.vrrp.State;

/** Where a router stands, without what it remembers there. */
public enum Role {
    INITIALIZE,
    BACKUP,
    MASTER,
    FAULT;

    public static Role of(State state) {
        return switch (state.role()) {
            case State.Role.Initialize _ -> INITIALIZE;
            case State.Role.Backup _ -> BACKUP;
            case State.Role.Master _ -> MASTER;
            case State.Role.Fault _ -> FAULT;
        };
    }
}
