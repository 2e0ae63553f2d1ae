package org.keepvip.vrrp;

import org.keepvip.vrrp.State.Role;

/** What the other routers of the sync group make a router do. */
final class Together {
    private Together() {}

    static Step agreed(Settings settings, State state, Moment now) {
        return switch (state.role()) {
            case Role.Backup _ -> RoleChange.toMaster(settings, state, now);
            case Role.Initialize _, Role.Master _, Role.Fault _ -> Step.to(state);
        };
    }

    static Step yielded(Settings settings, State state, Moment now) {
        return switch (state.role()) {
            case Role.Master _ -> RoleChange.withdrawn(settings, state, now);
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> Step.to(state);
        };
    }

    static Step contested(Settings settings, State state, Moment now) {
        return switch (state.role()) {
            case Role.Master master ->
                Step.to(state.with(Life.planned(master, master.plan().lowerPriorityHeard(settings.announcing(), now))));
            case Role.Initialize _, Role.Backup _, Role.Fault _ -> Step.to(state);
        };
    }
}
