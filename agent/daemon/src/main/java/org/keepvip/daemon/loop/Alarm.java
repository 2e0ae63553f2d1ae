package org.keepvip.daemon.loop;

import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.time.TimerFd;

/**
 * One kernel timer for the deadlines of many slots. Deadlines are absolute, so nothing drifts; the timer is set again
 * only when it would fire too late. On the loop's thread alone.
 */
public final class Alarm {
    private final TimerFd timer;
    private final Deadlines deadlines = new Deadlines();
    private long armed = Deadlines.NEVER;

    private Alarm(TimerFd timer) {
        this.timer = timer;
    }

    /** An alarm that calls {@code due} on {@code loop} when a deadline may have come. */
    public static Alarm open(Loop loop, Runnable due) throws ErrnoException {
        Alarm alarm = new Alarm(TimerFd.open());
        loop.watch(alarm.timer.fd(), () -> {
            alarm.timer.drain();
            alarm.armed = Deadlines.NEVER;
            due.run();
        });
        return alarm;
    }

    /** Sets, moves or, with {@link Long#MAX_VALUE}, clears the deadline of {@code slot}, in boot-time nanoseconds. */
    public void set(int slot, long deadline) {
        deadlines.set(slot, deadline);
    }

    /** No deadline is earlier; {@link Long#MAX_VALUE} for none. */
    public long earliest() {
        return deadlines.earliest();
    }

    /** Takes out one slot that is due at {@code now}; -1 when none is. */
    public int poll(long now) {
        return deadlines.poll(now);
    }

    /** Fires when the loop has looked at every descriptor again; for what is to go on at once, instead of {@link #arm}. */
    public void ring() {
        if (armed > 0) {
            timer.arm(0);
            armed = 0;
        }
    }

    /** Sets the kernel's timer; to be called when the deadlines of this turn are set. */
    public void arm() {
        long earliest = deadlines.earliest();
        if (earliest < armed) {
            timer.arm(earliest);
            armed = earliest;
        }
    }
}
