package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Libc;

/**
 * A program to be started as a daemon starts a stranger's: in a process group of its own, with no descriptor but
 * {@code /dev/null} as its standard ones, in the root directory, every signal as it is by default and none blocked. It
 * inherits the rest from the calling thread: identity, nice value, processors, scheduling, network namespace.
 *
 * <p>posix_spawn(3) shares the memory until the program is loaded; a fork(2) would copy a JVM of which one thread is
 * left, whose other threads may have held any lock.
 *
 * @param file the program, an absolute path
 * @param arguments from argv[0] on, at least that one
 * @param environment all of it
 */
public record ProcessStart(String file, List<String> arguments, Map<String, String> environment) {
    private static final short FLAGS = 0x2 | 0x4 | 0x8; // SETPGROUP, SETSIGDEF, SETSIGMASK
    private static final int OPAQUE = 1024;
    private static final int SIGSET_OCTETS = 128;
    private static final int O_RDWR = 2;
    private static final int SIGKILL = 9;
    private static final int P_PID = 1;
    private static final int WEXITED = 4;

    private static final Libc.Function SPAWN = Libc.function("posix_spawn");
    private static final Libc.Function ATTRIBUTES_INIT = Libc.function("posix_spawnattr_init");
    private static final Libc.Function ATTRIBUTES_FLAGS = Libc.function("posix_spawnattr_setflags");
    private static final Libc.Function ATTRIBUTES_DEFAULT = Libc.function("posix_spawnattr_setsigdefault");
    private static final Libc.Function ATTRIBUTES_MASK = Libc.function("posix_spawnattr_setsigmask");
    private static final Libc.Function ATTRIBUTES_DESTROY = Libc.function("posix_spawnattr_destroy");
    private static final Libc.Function ACTIONS_INIT = Libc.function("posix_spawn_file_actions_init");
    private static final Libc.Function ACTIONS_OPEN = Libc.function("posix_spawn_file_actions_addopen");
    private static final Libc.Function ACTIONS_DUP2 = Libc.function("posix_spawn_file_actions_adddup2");
    private static final Libc.Function ACTIONS_CHDIR = Libc.function("posix_spawn_file_actions_addchdir_np");
    private static final Libc.Function ACTIONS_CLOSE_FROM = Libc.function("posix_spawn_file_actions_addclosefrom_np");
    private static final Libc.Function ACTIONS_DESTROY = Libc.function("posix_spawn_file_actions_destroy");
    private static final Libc.Function WAITID = Libc.function("waitid");

    /** Copies what it is given. */
    public ProcessStart {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * Starts it, and returns when the program is loaded, which a file system that hangs can delay.
     *
     * @throws ErrnoException posix_spawn: what execve(2) says, as ENOENT also for a missing interpreter and ENOEXEC for
     *     a file that is no program; pidfd_open: EMFILE, and the process was killed
     */
    public ChildProcess begin() throws ErrnoException {
        int pid;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(OPAQUE, 16);
            MemorySegment actions = arena.allocate(OPAQUE, 16);
            MemorySegment told = arena.allocate(JAVA_INT);
            succeed(ATTRIBUTES_INIT, attributes.address(), 0, 0);
            succeed(ACTIONS_INIT, actions.address(), 0, 0);
            try {
                describe(arena, attributes, actions);
                int error = Libc.call(
                        SPAWN,
                        told.address(),
                        arena.allocateFrom(file).address(),
                        actions.address(),
                        attributes.address(),
                        strings(arena, arguments),
                        strings(
                                arena,
                                environment.entrySet().stream()
                                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                                        .toList()));
                if (error != 0) {
                    throw new ErrnoException("posix_spawn(" + file + ")", error);
                }
            } finally {
                Libc.call(ACTIONS_DESTROY, actions.address(), 0, 0, 0);
                Libc.call(ATTRIBUTES_DESTROY, attributes.address(), 0, 0, 0);
            }
            pid = told.get(JAVA_INT, 0);
        }
        try {
            return ChildProcess.of(pid);
        } catch (ErrnoException e) {
            Libc.call(Libc.KILL, -pid, SIGKILL, 0, 0);
            Libc.call(WAITID, P_PID, pid, 0, WEXITED);
            throw e;
        }
    }

    private static void describe(Arena arena, MemorySegment attributes, MemorySegment actions) throws ErrnoException {
        MemorySegment every = arena.allocate(SIGSET_OCTETS, 8).fill((byte) 0xff);
        MemorySegment none = arena.allocate(SIGSET_OCTETS, 8);
        succeed(ATTRIBUTES_DEFAULT, attributes.address(), every.address(), 0);
        succeed(ATTRIBUTES_MASK, attributes.address(), none.address(), 0);
        // posix_spawnattr_setpgroup(3)'s default, 0, is a group of its own.
        succeed(ATTRIBUTES_FLAGS, attributes.address(), FLAGS, 0);
        long nowhere = arena.allocateFrom("/dev/null").address();
        // The fifth argument, the mode of a file it would create, is a zero.
        succeed(ACTIONS_OPEN, actions.address(), 0, nowhere, O_RDWR);
        succeed(ACTIONS_DUP2, actions.address(), 0, 1);
        succeed(ACTIONS_DUP2, actions.address(), 0, 2);
        succeed(ACTIONS_CLOSE_FROM, actions.address(), 3, 0);
        succeed(ACTIONS_CHDIR, actions.address(), arena.allocateFrom("/").address(), 0);
    }

    /** Calls one of the functions that return an error number instead of setting errno. */
    private static void succeed(Libc.Function function, long a, long b, long c) throws ErrnoException {
        succeed(function, a, b, c, 0);
    }

    private static void succeed(Libc.Function function, long a, long b, long c, long d) throws ErrnoException {
        int error = Libc.call(function, a, b, c, d);
        if (error != 0) {
            throw new ErrnoException(function.name(), error);
        }
    }

    /** An array of C strings that ends with a null pointer. */
    private static long strings(Arena arena, List<String> texts) {
        MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array.address();
    }
}
