package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;

/**
 * A process that was started by {@link ProcessStart}, and the process group it leads. Until {@link #reap} tells how it
 * ended, the kernel gives its number to nobody else, so that a signal cannot hit a stranger. The JDK waits only for
 * processes that it started itself. An instance belongs to one thread at a time.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int P_PIDFD = 3;
    private static final int WNOHANG_WEXITED = 1 | 4;
    private static final int SIGINFO_OCTETS = 128;
    private static final int SI_CODE = 8;
    private static final int SI_PID = 16;
    private static final int SI_STATUS = 24;
    private static final int CLD_EXITED = 1;
    private static final int SYS_PIDFD_OPEN = 434;

    private static final Libc.Function SYSCALL = Libc.function("syscall");
    private static final Libc.Function WAITID = Libc.function("waitid");

    private final int pid;
    private final Descriptor descriptor;
    private boolean reaped;

    private ChildProcess(int pid, Descriptor descriptor) {
        this.pid = pid;
        this.descriptor = descriptor;
    }

    static ChildProcess of(int pid) throws ErrnoException {
        try {
            return new ChildProcess(pid, new Descriptor(Libc.checked(SYSCALL, SYS_PIDFD_OPEN, pid, 0)));
        } catch (ErrnoException e) {
            throw new ErrnoException("pidfd_open", e.errno());
        }
    }

    /** Its number, also that of its process group. */
    public int pid() {
        return pid;
    }

    /** A descriptor that is readable from its end on (pidfd_open(2)). */
    public int fd() {
        return descriptor.fd();
    }

    /** Sends a signal to every process of the group that is left; to none once {@link #reap} told how it ended. */
    public void signalGroup(int signal) {
        if (reaped) {
            return;
        }
        try {
            Libc.checked(Libc.KILL, -pid, signal, 0);
        } catch (ErrnoException nobodyLeft) {
            // ESRCH, or EPERM when every one left took an identity beyond our reach: nothing that we could do.
        }
    }

    /**
     * How it ended, once; empty while it runs. Its number may then be another's.
     *
     * @throws ErrnoException ECHILD if it was waited for elsewhere, as when this process ignores SIGCHLD
     */
    public Optional<Ending> reap() throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment told = arena.allocate(SIGINFO_OCTETS, 8);
            while (true) {
                try {
                    Libc.checked(WAITID, P_PIDFD, fd(), told.address(), WNOHANG_WEXITED);
                    break;
                } catch (ErrnoException e) {
                    if (e.errno() != Errno.EINTR) {
                        throw e;
                    }
                }
            }
            if (told.get(JAVA_INT, SI_PID) == 0) {
                return Optional.empty();
            }
            reaped = true;
            int status = told.get(JAVA_INT, SI_STATUS);
            return Optional.of(
                    told.get(JAVA_INT, SI_CODE) == CLD_EXITED ? new Ending.Exited(status) : new Ending.Killed(status));
        }
    }

    /** Gives up the descriptor; the process is not touched. */
    @Override
    public void close() {
        descriptor.close();
    }
}
