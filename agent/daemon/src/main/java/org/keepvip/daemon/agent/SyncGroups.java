package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.notice.Notice;

/** The sync groups of the routers that run. */
final class SyncGroups {
    private final Map<String, RunningGroup> groups = new LinkedHashMap<>();

    /** Groups those routers by their settings. */
    void form(List<RunningRouter> routers) {
        Map<String, List<RunningRouter>> members = new LinkedHashMap<>();
        for (RunningRouter router : routers) {
            Optional<String> name = router.settings().tracking().membership().syncGroup();
            name.ifPresent(group ->
                    members.computeIfAbsent(group, _ -> new ArrayList<>()).add(router));
            router.join(name.map(group -> groups.computeIfAbsent(group, RunningGroup::new)));
        }
        groups.keySet().retainAll(members.keySet());
        groups.forEach((name, group) -> group.members(List.copyOf(members.getOrDefault(name, List.of()))));
    }

    /** Has the members of each group agree; false when all do. */
    boolean settle(Moment now) {
        boolean unsettled = false;
        for (RunningGroup group : groups.values()) {
            unsettled |= group.settle(now);
        }
        return unsettled;
    }

    /** What is to be told of the groups now. */
    List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        for (RunningGroup group : groups.values()) {
            group.notice().ifPresent(notices::add);
        }
        return notices;
    }
}
