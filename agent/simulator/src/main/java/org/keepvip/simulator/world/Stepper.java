package org.keepvip.simulator.world;

import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.VirtualRouter;

/** The state machine under rehearsal: the real one, or a mutant of it. */
@FunctionalInterface
public interface Stepper {
    /** The real one. */
    Stepper REAL = VirtualRouter::step;

    /** The settings that the receive checks go by: these, unless a mutant says otherwise. */
    default Settings reception(Settings settings) {
        return settings;
    }

    /** What {@code event} at {@code now} makes of {@code state}. */
    Step step(Settings settings, State state, Event event, Moment now);
}
