package org.keepvip.linux.process;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;

/**
 * Moves the calling thread, which has to be a platform thread, into another network namespace (setns(2)). What the thread
 * opens from then on belongs there, and keeps belonging there wherever it is used.
 */
public final class NetworkNamespace {
    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;

    private NetworkNamespace() {}

    /**
     * Enters a namespace that was made by {@code ip netns add}.
     *
     * @throws ErrnoException ENOENT if there is none of that name; EPERM without CAP_SYS_ADMIN
     */
    public static void enter(String name) throws ErrnoException {
        enter(Path.of("/run/netns").resolve(name));
    }

    /** Enters the namespace that a file such as {@code /proc/1/ns/net} stands for. */
    public static void enter(Path file) throws ErrnoException {
        try (Arena arena = Arena.ofConfined();
                Descriptor namespace = open(arena, file)) {
            Libc.checked(Libc.SETNS, namespace.fd(), CLONE_NEWNET, 0);
        }
    }

    /** Something to be done in a namespace. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws ErrnoException;
    }

    /** Does {@code work} in the namespace of that name, on a thread of its own; without a name here and now. */
    public static <T> T in(Optional<String> name, Work<T> work) throws ErrnoException {
        if (name.isEmpty()) {
            return work.done();
        }
        FutureTask<T> task = new FutureTask<>(() -> {
            enter(name.get());
            return work.done();
        });
        Thread.ofPlatform().name("keepvip-" + name.get()).start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + name.get(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ErrnoException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Descriptor open(Arena arena, Path file) throws ErrnoException {
        try {
            return new Descriptor(
                    Libc.checked(Libc.OPEN, arena.allocateFrom(file.toString()).address(), O_RDONLY_CLOEXEC, 0));
        } catch (ErrnoException e) {
            throw new ErrnoException("open(" + file + ")", e.errno());
        }
    }
}
