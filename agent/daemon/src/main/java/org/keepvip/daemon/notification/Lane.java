package org.keepvip.daemon.notification;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.script.Job;
import org.keepvip.daemon.script.Outcome;
import org.keepvip.daemon.script.Run;
import org.keepvip.daemon.script.Scripts;

/**
 * The scripts of one keyword of one instance or group, one at a time and in order, so that the one about the last state
 * has the last word. A script may take as long as it likes while nothing waits for it; when something does, it has as
 * long as the patience, and is then ended, and what is out of date by then is not run any more. On the loop's thread
 * alone.
 */
final class Lane {
    /** More states than these are not waited for; only the last is. */
    private static final int MOST_WAITING = 16;

    private final String owner;
    private final Scripts scripts;
    private final Wakeups wakeups;
    private final Journal journal;
    private final Runnable whenChanged;
    private final Deque<Listener.Call> waiting = new ArrayDeque<>();
    private Duration patience;
    private Listener.@Nullable Call current;
    private @Nullable Run running;
    private Wakeups.@Nullable Wakeup impatience;

    /**
     * An idle one.
     *
     * @param owner the instance or group, for the log
     * @param patience how long a script may go on that a newer state waits for
     * @param whenChanged is called when a script is over, and the next begun, if one waited
     */
    Lane(String owner, Scripts scripts, Wakeups wakeups, Journal journal, Duration patience, Runnable whenChanged) {
        this.owner = owner;
        this.scripts = scripts;
        this.wakeups = wakeups;
        this.journal = journal;
        this.patience = patience;
        this.whenChanged = whenChanged;
    }

    void add(Listener.Call call) {
        waiting.add(call);
        if (running == null) {
            next();
            return;
        }
        if (waiting.size() > MOST_WAITING) {
            forgetOutdated();
        }
        if (impatience == null) {
            impatience = wakeups.after(patience, this::endCurrent);
        }
    }

    /** From now on a script that something waits for has this long. */
    void hurry(Duration less) {
        patience = less;
        if (impatience != null) {
            impatience.callOff();
            impatience = wakeups.after(less, this::endCurrent);
        }
    }

    /** Whether no script runs. */
    boolean isIdle() {
        return running == null;
    }

    /** Whether a script waits for the one that runs. */
    boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    private void next() {
        Listener.Call call = waiting.poll();
        current = call;
        running = call == null ? null : scripts.run(Job.notice(call.command(), call.arguments()), this::over);
        if (!waiting.isEmpty()) {
            impatience = wakeups.after(patience, this::endCurrent);
        }
    }

    private void over(Outcome outcome) {
        if (!outcome.isSuccess()) {
            journal.warning(told() + ": " + outcome.text());
        }
        ended();
    }

    private void ended() {
        if (impatience != null) {
            impatience.callOff();
            impatience = null;
        }
        next();
        whenChanged.run();
    }

    private void endCurrent() {
        Run hanging = running;
        if (hanging == null) {
            return;
        }
        journal.warning(told() + " still runs while a newer state waits for it: it is ended");
        forgetOutdated();
        hanging.end(this::ended);
    }

    private void forgetOutdated() {
        Listener.Call last = waiting.removeLast();
        waiting.forEach(call -> journal.warning(told(call) + " is not run: it is out of date"));
        waiting.clear();
        waiting.add(last);
    }

    private String told() {
        return current == null ? owner : told(current);
    }

    private String told(Listener.Call call) {
        return "(" + owner + ") " + call.keyword() + " " + call.command().program()
                + (call.arguments().isEmpty() ? "" : " " + String.join(" ", call.arguments()));
    }
}
