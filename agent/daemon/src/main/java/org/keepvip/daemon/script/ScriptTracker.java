package org.keepvip.daemon.script;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.model.Command;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.process.Ending;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.ScriptCheck;

/** One vrrp_script: runs it when it is due, and tells what it says when that changes. On the loop's thread alone. */
final class ScriptTracker {
    private final String name;
    private final Scripts scripts;
    private final Journal journal;
    private final Consumer<Reading> told;

    private int slot;
    private Command command;
    private ScriptCheck check;
    private @Nullable Run run;
    private @Nullable Outcome last;
    private boolean omissionTold;

    /**
     * A script that is due at once.
     *
     * @param told gets each reading, some again
     */
    ScriptTracker(
            String name, Command command, ScriptCheck check, Scripts scripts, Journal journal, Consumer<Reading> told) {
        this.name = name;
        this.command = command;
        this.check = check;
        this.scripts = scripts;
        this.journal = journal;
        this.told = told;
        check.reading().ifPresent(told);
    }

    void slot(int number) {
        slot = number;
    }

    int slot() {
        return slot;
    }

    Moment due() {
        return check.due();
    }

    /** The time for a run has come. */
    void begin(Moment now) {
        if (run != null && run.isActive()) {
            if (!omissionTold) {
                omissionTold = true;
                journal.info("VRRP_Script(" + name + ") still runs: the next run is left out");
            }
        } else {
            omissionTold = false;
            run = scripts.run(Job.check(command, check.plan().limit()), this::judge);
        }
        check = check.advanced(now);
    }

    /** Goes on with another plan; another command's first result counts, and until then what the former one said. */
    void change(Command otherCommand, ScriptCheck.Plan plan, Moment now) {
        if (otherCommand.equals(command)) {
            check = check.with(plan, now);
            check.reading().ifPresent(told);
        } else {
            end();
            command = otherCommand;
            check = ScriptCheck.anew(plan, now);
        }
    }

    /** Ends what runs; nothing more is told. */
    void end() {
        if (run != null) {
            run.end();
        }
    }

    private void judge(Outcome outcome) {
        Optional<Reading> before = check.reading();
        check = check.judged(outcome.isSuccess());
        Optional<Reading> after = check.reading();
        if (!after.equals(before)) {
            if (outcome.isSuccess()) {
                journal.info("VRRP_Script(" + name + ") succeeded");
            } else {
                journal.warning("VRRP_Script(" + name + ") " + failure(outcome));
            }
            after.ifPresent(told);
        } else if (last != null && !outcome.equals(last)) {
            journal.info("Script `" + name + "` now " + now(outcome));
        }
        last = outcome;
    }

    private static String now(Outcome outcome) {
        return outcome instanceof Outcome.Ended(Ending.Exited(int code)) ? "returning " + code : outcome.text();
    }

    /** In keepalived's words, which people search their logs for. */
    private static String failure(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ended ended -> "failed (" + ended.text() + ")";
            case Outcome.TimedOut timedOut -> "timed_out (" + timedOut.text() + ")";
            case Outcome.NotStarted notStarted -> "failed: " + notStarted.text();
        };
    }
}
