package org.keepvip.daemon.agent;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keepvip.conf.model.GlobalDefs;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.CurrentProcess;
import org.keepvip.linux.process.Scheduling;

/**
 * How the kernel schedules the loop's thread, as vrrp_priority, vrrp_rt_priority and their like ask; what it refuses is
 * told and done without. On the loop's thread alone.
 */
final class ThreadPriority {
    /** A real-time priority goes up by so much after a late timer. */
    private static final int STEP = 5;

    private final GlobalDefs.Scheduling scheduling;
    private final Journal journal;
    private int priority;

    ThreadPriority(GlobalDefs.Scheduling scheduling, Journal journal) {
        this.scheduling = scheduling;
        this.journal = journal;
        priority = scheduling.realTimePriority().orElse(0);
    }

    /** Takes what is configured into force. */
    void begin() {
        List<Integer> cpus = scheduling.cpuAffinity();
        if (!cpus.isEmpty()) {
            attempt(
                    "vrrp_cpu_affinity",
                    () -> Scheduling.affinity(
                            cpus.stream().mapToInt(Integer::intValue).toArray()));
        }
        if (scheduling.niceness() != 0) {
            attempt("vrrp_priority", () -> Scheduling.nice(scheduling.niceness()));
        }
        if (priority > 0) {
            attempt("vrrp_rt_priority", this::roundRobin);
        }
        if (scheduling.noSwap()) {
            attempt("vrrp_no_swap", CurrentProcess::lockMemory);
        }
    }

    /** The loop woke so many nanoseconds too late: max_auto_priority may raise it, a step each time. */
    void late(long nanos) {
        boolean tooLate = nanos >= TimeUnit.MICROSECONDS.toNanos(scheduling.minAutoPriorityDelay());
        int higher = Math.min(priority + STEP, scheduling.maxAutoPriority());
        if (tooLate && higher > priority) {
            priority = higher;
            journal.warning("a timer was late by " + TimeUnit.NANOSECONDS.toMillis(nanos)
                    + " ms: the real-time priority is now " + priority + " (max_auto_priority "
                    + scheduling.maxAutoPriority() + ")");
            attempt("max_auto_priority", this::roundRobin);
        }
    }

    private void roundRobin() throws ErrnoException {
        Scheduling.limitRealTime(scheduling.rlimitRttime());
        Scheduling.roundRobin(priority);
    }

    @FunctionalInterface
    private interface Wish {
        void fulfil() throws ErrnoException;
    }

    private void attempt(String keyword, Wish wish) {
        try {
            wish.fulfil();
        } catch (ErrnoException e) {
            journal.warning(keyword + " is without effect: " + e.getMessage());
        }
    }
}
