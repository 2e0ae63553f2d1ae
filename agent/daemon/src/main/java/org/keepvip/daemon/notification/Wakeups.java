package org.keepvip.daemon.notification;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.keepvip.daemon.loop.Alarm;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.time.BootClock;

/** Does things later, on the loop's thread. */
final class Wakeups {
    private final BootClock clock = new BootClock();
    private final Alarm alarm;
    private final BitSet slots = new BitSet();
    private final Map<Integer, Wakeup> wakeups = new HashMap<>();

    /** On the loop. */
    Wakeups(Loop loop) throws ErrnoException {
        alarm = Alarm.open(loop, this::wake);
    }

    /** Something that will be done, unless it is called off before. */
    final class Wakeup {
        private final int slot;
        private final Runnable task;
        private boolean over;

        private Wakeup(int slot, Runnable task) {
            this.slot = slot;
            this.task = task;
        }

        /** May be called when it has been done, too. */
        void callOff() {
            if (!over) {
                alarm.set(slot, Long.MAX_VALUE);
                end();
            }
        }

        private void end() {
            over = true;
            wakeups.remove(slot);
            slots.clear(slot);
        }
    }

    Wakeup after(Duration pause, Runnable task) {
        int slot = slots.nextClearBit(0);
        slots.set(slot);
        Wakeup wakeup = new Wakeup(slot, task);
        wakeups.put(slot, wakeup);
        alarm.set(slot, clock.nanos() + pause.toNanos());
        alarm.arm();
        return wakeup;
    }

    private void wake() {
        long now = clock.nanos();
        for (int slot = alarm.poll(now); slot >= 0; slot = alarm.poll(now)) {
            Wakeup wakeup = wakeups.get(slot);
            if (wakeup != null) {
                wakeup.end();
                wakeup.task.run();
            }
        }
        alarm.arm();
    }
}
