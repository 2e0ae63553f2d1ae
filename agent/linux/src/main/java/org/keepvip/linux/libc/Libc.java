package org.keepvip.linux.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.keepvip.linux.ErrnoException;

/**
 * Calls into glibc. Every function used here takes at most six integers or pointers and returns one, so a single
 * signature, {@code long f(long, long, long, long, long, long)}, serves them all: on x86_64 and aarch64 surplus register
 * arguments are ignored. One signature is bound twice instead of forty once, which start-up time feels. A result that
 * is an {@code int} in C leaves the upper half of the register undefined; {@link #call} gives the lower half only.
 *
 * <p>{@link #call} does not learn errno and makes no garbage; {@link #checked} does both.
 */
public final class Libc {
    /**
     * A function of glibc.
     *
     * @param name its name
     * @param address where it is
     */
    public record Function(String name, MemorySegment address) {}

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor SIX =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle PLAIN = LINKER.downcallHandle(SIX);
    private static final MethodHandle WITH_ERRNO = LINKER.downcallHandle(SIX, Linker.Option.captureCallState("errno"));

    public static final Function BIND = function("bind");
    public static final Function CLOCK_GETTIME = function("clock_gettime");
    public static final Function CLOSE = function("close");
    public static final Function CONNECT = function("connect");
    public static final Function FCHOWN = function("fchown");
    public static final Function GETEUID = function("geteuid");
    public static final Function GETPID = function("getpid");
    public static final Function GETSOCKNAME = function("getsockname");
    public static final Function GETSOCKOPT = function("getsockopt");
    public static final Function KILL = function("kill");
    public static final Function LISTEN = function("listen");
    public static final Function MKFIFO = function("mkfifo");
    public static final Function MLOCKALL = function("mlockall");
    public static final Function OPEN = function("open");
    public static final Function POLL = function("poll");
    public static final Function READ = function("read");
    public static final Function RECVFROM = function("recvfrom");
    public static final Function RECVMMSG = function("recvmmsg");
    public static final Function SCHED_GETSCHEDULER = function("sched_getscheduler");
    public static final Function SCHED_SETAFFINITY = function("sched_setaffinity");
    public static final Function SCHED_SETSCHEDULER = function("sched_setscheduler");
    public static final Function SENDMMSG = function("sendmmsg");
    public static final Function SENDTO = function("sendto");
    public static final Function SETNS = function("setns");
    public static final Function SETPRIORITY = function("setpriority");
    public static final Function SETSOCKOPT = function("setsockopt");
    public static final Function SIGNAL = function("signal");
    public static final Function SOCKET = function("socket");
    public static final Function STATX = function("statx");
    public static final Function TIMERFD_CREATE = function("timerfd_create");
    public static final Function TIMERFD_SETTIME = function("timerfd_settime");
    public static final Function UMASK = function("umask");
    public static final Function UNLINK = function("unlink");
    public static final Function WRITE = function("write");

    private Libc() {}

    /**
     * Finds a function that few need, which start-up time should not pay for.
     *
     * @throws java.util.NoSuchElementException this glibc does not have it
     */
    public static Function function(String name) {
        return new Function(name, LINKER.defaultLookup().findOrThrow(name));
    }

    /** Calls without learning errno; free of garbage. The result is the C function's {@code int}. */
    public static int call(Function function, long a, long b, long c, long d, long e, long f) {
        try {
            return (int) (long) PLAIN.invokeExact(function.address, a, b, c, d, e, f);
        } catch (Throwable impossible) {
            throw new AssertionError("C functions do not throw", impossible);
        }
    }

    /** As {@link #call(Function, long, long, long, long, long, long)}, for functions of up to four arguments. */
    public static int call(Function function, long a, long b, long c, long d) {
        return call(function, a, b, c, d, 0, 0);
    }

    /**
     * Calls, and turns a result of -1 into an exception.
     *
     * @throws ErrnoException the function returned -1; it names the function
     */
    public static int checked(Function function, long a, long b, long c, long d, long e, long f) throws ErrnoException {
        int result;
        int errno;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment captured = arena.allocate(JAVA_INT);
            result = (int) (long) WITH_ERRNO.invokeExact(function.address, captured, a, b, c, d, e, f);
            errno = captured.get(JAVA_INT, 0);
        } catch (Throwable impossible) {
            throw new AssertionError("C functions do not throw", impossible);
        }
        if (result == -1) {
            throw new ErrnoException(function.name, errno);
        }
        return result;
    }

    /** As {@link #checked(Function, long, long, long, long, long, long)}, for functions of up to four arguments. */
    public static int checked(Function function, long a, long b, long c, long d) throws ErrnoException {
        return checked(function, a, b, c, d, 0, 0);
    }

    /** As {@link #checked(Function, long, long, long, long, long, long)}, for functions of up to three arguments. */
    public static int checked(Function function, long a, long b, long c) throws ErrnoException {
        return checked(function, a, b, c, 0, 0, 0);
    }
}
