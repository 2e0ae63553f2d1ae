package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Libc;

/** How the kernel schedules the calling thread, which has to be a platform thread (sched(7)). */
public final class Scheduling {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_RR = 2;
    private static final int SCHED_RESET_ON_FORK = 0x40000000;
    private static final int PRIO_PROCESS = 0;
    private static final int MAX_CPUS = 1024;
    private static final int RLIMIT_RTTIME = 15;

    private static final Libc.Function GETRLIMIT = Libc.function("getrlimit");
    private static final Libc.Function SETRLIMIT = Libc.function("setrlimit");

    private Scheduling() {}

    /**
     * Runs this thread before every ordinary one (SCHED_RR). Threads and processes it starts do not inherit that.
     *
     * @param priority 1 to 99
     * @throws ErrnoException EPERM without CAP_SYS_NICE or a sufficient RLIMIT_RTPRIO
     */
    public static void roundRobin(int priority) throws ErrnoException {
        policy(SCHED_RR | SCHED_RESET_ON_FORK, priority);
    }

    /**
     * Lets no real-time thread of this process go on for longer than this without a blocking call: then SIGXCPU comes, and
     * again each second that it goes on (setrlimit(2), RLIMIT_RTTIME). The hard limit is left as it is.
     *
     * @param micros microseconds of processor time, at least 1
     * @throws ErrnoException EINVAL if the hard limit is lower
     */
    public static void limitRealTime(long micros) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(2 * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
            Libc.checked(GETRLIMIT, RLIMIT_RTTIME, limits.address(), 0);
            limits.set(JAVA_LONG, 0, micros);
            Libc.checked(SETRLIMIT, RLIMIT_RTTIME, limits.address(), 0);
        }
    }

    /** Makes this thread an ordinary one again (SCHED_OTHER). */
    public static void timeSharing() throws ErrnoException {
        policy(SCHED_OTHER, 0);
    }

    /** Whether this thread is under SCHED_RR. */
    public static boolean isRoundRobin() throws ErrnoException {
        return (Libc.checked(Libc.SCHED_GETSCHEDULER, 0, 0, 0) & ~SCHED_RESET_ON_FORK) == SCHED_RR;
    }

    private static void policy(int policy, int priority) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            Libc.checked(
                    Libc.SCHED_SETSCHEDULER,
                    0,
                    policy,
                    arena.allocateFrom(JAVA_INT, priority).address());
        }
    }

    /**
     * Lets this thread, and those it will start, run on these CPUs only.
     *
     * @param cpus numbers from 0 to 1023, at least one
     * @throws ErrnoException EINVAL if none of them exists
     */
    public static void affinity(int... cpus) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(MAX_CPUS / 8, 8);
            for (int cpu : cpus) {
                if (cpu < 0 || cpu >= MAX_CPUS) {
                    throw new IllegalArgumentException("CPU " + cpu + " is not in 0 to " + (MAX_CPUS - 1));
                }
                long word = cpu / 64 * 8L;
                set.set(JAVA_LONG, word, set.get(JAVA_LONG, word) | 1L << cpu % 64);
            }
            Libc.checked(Libc.SCHED_SETAFFINITY, 0, set.byteSize(), set.address());
        }
    }

    /**
     * Sets this thread's nice value, which threads it will start inherit.
     *
     * @param value -20, the most favourable, to 19
     * @throws ErrnoException EACCES if it is lowered without CAP_SYS_NICE
     */
    public static void nice(int value) throws ErrnoException {
        Libc.checked(Libc.SETPRIORITY, PRIO_PROCESS, 0, value);
    }
}
