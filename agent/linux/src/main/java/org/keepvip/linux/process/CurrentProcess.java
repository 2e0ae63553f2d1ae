package org.keepvip.linux.process;

import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Libc;

/** This process as a whole, and signals to others. */
public final class CurrentProcess {
    private static final int SIGCHLD = 17;
    private static final int SIG_DFL = 0;
    private static final int SIG_IGN = 1;
    private static final int MCL_CURRENT = 1;
    private static final int MCL_FUTURE = 2;
    private static final int MCL_ONFAULT = 4;

    private static final Libc.Function GETEUID = Libc.function("geteuid");
    private static final Libc.Function GETEGID = Libc.function("getegid");

    private CurrentProcess() {}

    /** The process ID, in its PID namespace. */
    public static int pid() {
        return Libc.call(Libc.GETPID, 0, 0, 0, 0);
    }

    /** The effective user of the calling thread. */
    public static int uid() {
        return Libc.call(GETEUID, 0, 0, 0, 0);
    }

    /** The effective group of the calling thread. */
    public static int gid() {
        return Libc.call(GETEGID, 0, 0, 0, 0);
    }

    /**
     * Keeps memory in RAM from when it is first touched (mlockall(2)); untouched reservations, of which a JVM has many,
     * cost nothing.
     *
     * @throws ErrnoException EPERM or ENOMEM without CAP_IPC_LOCK or a sufficient RLIMIT_MEMLOCK
     */
    public static void lockMemory() throws ErrnoException {
        Libc.checked(Libc.MLOCKALL, MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT, 0, 0);
    }

    /**
     * Sets the file mode creation mask (umask(2)).
     *
     * @param mask permission bits to withhold, 0 to 0777
     * @return the mask that was in force
     */
    public static int umask(int mask) {
        return Libc.call(Libc.UMASK, mask, 0, 0, 0);
    }

    /**
     * Sends a signal, or with signal 0 only asks whether one could be sent (kill(2)).
     *
     * @throws ErrnoException ESRCH if there is no such process; EPERM if it is not ours to signal
     */
    public static void signal(int pid, int signal) throws ErrnoException {
        Libc.checked(Libc.KILL, pid, signal, 0);
    }

    /**
     * Lets a signal that nobody here hears pass without effect, where it would end the process (signal(2)).
     *
     * @throws ErrnoException EINVAL for a number that is no signal, or cannot be ignored
     */
    public static void ignore(int signal) throws ErrnoException {
        Libc.checked(Libc.SIGNAL, signal, SIG_IGN, 0);
    }

    /** Keeps how children ended until it is asked for, though whoever started this process may have ignored SIGCHLD. */
    public static void keepEndings() throws ErrnoException {
        Libc.checked(Libc.SIGNAL, SIGCHLD, SIG_DFL, 0);
    }
}
