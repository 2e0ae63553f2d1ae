package org.keepvip.conf.reading;

import java.time.Duration;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.keyword.Seconds;
import org.keepvip.conf.keyword.Statement;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.InitialState;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.model.VrrpInstance.Election;

/** Completes the election's parameters, most of which depend on state, priority and version. */
final class ElectionCompletion {
    private final Draft<VrrpInstance> draft;
    private final Problems problems;
    private final Strictness strictness;

    ElectionCompletion(Draft<VrrpInstance> draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
        this.strictness = new Strictness(draft, problems);
    }

    Election complete(Election written, int version, boolean strict) {
        boolean saysMaster = draft.statements("state").stream().anyMatch(ElectionCompletion::isMaster);
        int priority = written.priority();
        if (saysMaster && !draft.has("priority")) {
            priority = 255;
            problems.warn(
                    Kind.ADVICE,
                    draft.at("state"),
                    "state MASTER without a priority means priority 255, the owner of the addresses: it takes over at once"
                            + " whatever nopreempt says",
                    "write the priority that is meant, such as priority 100");
        }
        repeatedState();
        boolean owner = priority == 255;
        boolean master = saysMaster || (owner && !draft.has("state"));
        if (strict) {
            master = strictness.state(master, owner);
        }
        return new Election(
                master ? InitialState.MASTER : InitialState.BACKUP,
                priority,
                interval(written.interval(), version),
                strict ? strictness.downTimerAdverts(written.downTimerAdverts()) : written.downTimerAdverts(),
                preempt(written.preempt(), master, owner),
                preemptDelay(written, master, strict),
                strict
                        ? strictness.on("lower_prio_no_advert", written.lowerPriorityNoAdvert())
                        : written.lowerPriorityNoAdvert(),
                strict
                        ? strictness.off("higher_prio_send_advert", written.higherPrioritySendAdvert())
                        : written.higherPrioritySendAdvert());
    }

    private void repeatedState() {
        boolean master = false;
        for (Statement statement : draft.statements("state")) {
            boolean saysMaster = isMaster(statement);
            if (master && !saysMaster) {
                problems.warn(
                        Kind.GENERAL,
                        statement.value(),
                        "state BACKUP is ignored, because state MASTER stands before it",
                        "remove one of them");
            }
            master |= saysMaster;
        }
    }

    private static boolean isMaster(Statement state) {
        return state.arguments().stream().limit(1).anyMatch(word -> word.text().equals("MASTER"));
    }

    private boolean preempt(boolean written, boolean master, boolean owner) {
        if (written || !(master || owner)) {
            return written;
        }
        problems.warn(
                Kind.GENERAL,
                draft.at("preempt"),
                master && !owner
                        ? "nopreempt has no effect with state MASTER"
                        : "nopreempt has no effect with priority 255, the owner's",
                master && !owner ? "write state BACKUP on all nodes" : "write a priority of at most 254");
        return true;
    }

    private Duration preemptDelay(Election written, boolean master, boolean strict) {
        if (written.preemptDelay().isZero()) {
            return Duration.ZERO;
        }
        String reason = "";
        if (strict) {
            reason = "strict mode";
        } else if (master) {
            reason = "state MASTER";
        } else if (!written.preempt()) {
            reason = "nopreempt";
        }
        if (reason.isEmpty()) {
            return written.preemptDelay();
        }
        problems.warn(
                Kind.GENERAL,
                draft.at("preempt_delay"),
                "preempt_delay has no effect with " + reason,
                master ? "write state BACKUP on all nodes" : "remove one of them");
        return Duration.ZERO;
    }

    /** Version 2 carries whole seconds in an octet (RFC 3768 section 5.3.7), version 3 centiseconds in 12 bits. */
    private Duration interval(Duration written, int version) {
        long unit = version == 2 ? 1_000_000_000L : 10_000_000L;
        long most = version == 2 ? 255 : 4095;
        long units = Math.clamp((written.toNanos() + unit / 2) / unit, 1, most);
        Duration used = Duration.ofNanos(units * unit);
        if (!used.equals(written)) {
            problems.warn(
                    Kind.GENERAL,
                    draft.at("advert_int"),
                    "version " + version + " cannot carry an interval of " + Seconds.text(written) + " s; "
                            + Seconds.text(used) + " s is used",
                    version == 2 && written.compareTo(Duration.ofSeconds(40)) < 0
                            ? "write advert_int " + Seconds.text(used) + ", or version 3 on all nodes"
                            : "write advert_int " + Seconds.text(used));
        }
        return used;
    }
}
