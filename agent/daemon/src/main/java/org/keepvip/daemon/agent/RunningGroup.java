package org.keepvip.daemon.agent;

import java.util.List;
import java.util.Optional;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.group.SyncRules;
import org.keepvip.vrrp.notice.Notice;

/** A sync group that runs: who is in it, and what was last told of it. On the loop's thread alone. */
final class RunningGroup {
    private final String name;
    private List<RunningRouter> members = List.of();
    private Optional<Notice.Kind> told = Optional.empty();
    private boolean unsettled = true;
    private boolean moved = true;

    RunningGroup(String name) {
        this.name = name;
    }

    /** Who is in it from now on. */
    void members(List<RunningRouter> routers) {
        members = routers;
        unsettled = true;
        moved = true;
    }

    /** Takes note of a member's step. */
    void stepped(RunningRouter router, State before, State after, List<Notice> notices, Effects effects) {
        boolean concerns = SyncRules.concerns(before, after);
        unsettled |= concerns;
        moved |= concerns;
        if (!notices.isEmpty()) {
            for (SyncRules.Order order : SyncRules.orders(states(), members.indexOf(router), notices)) {
                effects.later(members.get(order.member()), order.event());
            }
        }
    }

    /** Whether a member's notice says only what was told of the group before; the first of a member always counts. */
    boolean covers(Notice notice) {
        return told.equals(Optional.of(notice.kind()));
    }

    /** Has the members agree; false when they do. */
    boolean settle(Moment now) {
        if (!unsettled) {
            return false;
        }
        List<SyncRules.Order> orders = SyncRules.orders(states());
        unsettled = !orders.isEmpty();
        for (SyncRules.Order order : orders) {
            members.get(order.member()).deliver(order.event(), now);
        }
        return true;
    }

    /** What is to be told of the group now, after its members' notices. */
    Optional<Notice> notice() {
        if (!moved) {
            return Optional.empty();
        }
        moved = false;
        Optional<Notice.Kind> standing = SyncRules.standing(states());
        boolean news = standing.isPresent() && !standing.equals(told);
        boolean begun = told.isPresent() || !standing.equals(Optional.of(Notice.Kind.STOP));
        told = news ? standing : told;
        return news && begun
                ? Optional.of(new Notice(Notice.Subject.GROUP, name, standing.get(), 0))
                : Optional.empty();
    }

    private List<SyncRules.Member> states() {
        return members.stream()
                .map(router -> new SyncRules.Member(router.settings().name(), router.state()))
                .toList();
    }
}
