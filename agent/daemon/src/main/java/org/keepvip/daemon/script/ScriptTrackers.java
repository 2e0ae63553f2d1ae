package org.keepvip.daemon.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.VrrpScript;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Alarm;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.time.BootClock;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.tracking.Reading;
import org.keepvip.vrrp.tracking.ScriptCheck;
import org.keepvip.vrrp.tracking.Tracker;

/** Every vrrp_script that is tracked. Its methods may be called from any thread. */
public final class ScriptTrackers {
    private final Loop loop;
    private final Scripts scripts;
    private final Journal journal;
    private final BiConsumer<Tracker, Reading> report;
    private final BootClock clock = new BootClock();
    private final Alarm alarm;
    /** On the loop. */
    private final Map<String, ScriptTracker> trackers = new HashMap<>();

    private final Slots<ScriptTracker> slots = new Slots<>();

    /**
     * None is tracked yet.
     *
     * @param report is told, on the loop, what a script says, when that changes and when it may have been forgotten
     */
    public ScriptTrackers(Loop loop, Scripts scripts, Journal journal, BiConsumer<Tracker, Reading> report)
            throws ErrnoException {
        this.loop = loop;
        this.scripts = scripts;
        this.journal = journal;
        this.report = report;
        alarm = Alarm.open(loop, this::wake);
    }

    /** Tracks these and no others. What is known of a script stays known. */
    public void track(List<VrrpScript> wanted) {
        loop.execute(() -> {
            Moment now = new Moment(clock.nanos());
            Set<String> gone = new HashSet<>(trackers.keySet());
            for (VrrpScript script : wanted) {
                script.command().ifPresent(command -> track(script, command, now));
                gone.remove(script.name());
            }
            gone.forEach(this::forget);
            wake();
        });
    }

    private void track(VrrpScript script, Command command, Moment now) {
        ScriptCheck.Plan plan = ScriptCheck.Plan.of(
                script.interval(), script.timeout(), script.rise(), script.fall(), script.initiallyFailed());
        ScriptTracker known = trackers.get(script.name());
        if (known == null) {
            Tracker tracker = new Tracker(Tracker.Kind.SCRIPT, script.name());
            known = new ScriptTracker(
                    script.name(),
                    command,
                    ScriptCheck.begin(plan, now),
                    scripts,
                    journal,
                    reading -> report.accept(tracker, reading));
            trackers.put(script.name(), known);
            known.slot(slots.take(known));
        } else {
            known.change(command, plan, now);
        }
        alarm.set(known.slot(), known.due().nanos());
    }

    private void forget(String name) {
        ScriptTracker tracker = trackers.remove(name);
        if (tracker != null) {
            tracker.end();
            alarm.set(tracker.slot(), Moment.NEVER.nanos());
            slots.free(tracker.slot());
        }
    }

    private void wake() {
        Moment now = new Moment(clock.nanos());
        int slot;
        while ((slot = alarm.poll(now.nanos())) >= 0) {
            ScriptTracker tracker = slots.at(slot);
            if (tracker != null) {
                tracker.begin(now);
                alarm.set(slot, tracker.due().nanos());
            }
        }
        alarm.arm();
    }
}
