package org.keepvip.linux.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Descriptor;
import org.keepvip.linux.libc.Libc;

/**
 * Hears what happens to the names in one directory (inotify(7)). It says that something happened, not what is there now:
 * that is read afterwards. An instance belongs to one thread at a time.
 */
public final class DirectoryWatch implements AutoCloseable {
    /** Holds some two hundred events. */
    private static final int BUFFER = 1 << 14;

    private static final int HEADER = 16;
    private static final int IN_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int IN_CLOSE_WRITE = 0x8;
    private static final int IN_MOVED = 0x40 | 0x80;
    private static final int IN_CREATE = 0x100;
    private static final int IN_DELETE = 0x200;
    private static final int IN_DELETE_SELF = 0x400;
    private static final int IN_MOVE_SELF = 0x800;
    private static final int IN_UNMOUNT = 0x2000;
    private static final int IN_Q_OVERFLOW = 0x4000;
    private static final int IN_IGNORED = 0x8000;
    private static final int IN_ONLYDIR = 0x01000000;
    private static final int WANTED =
            IN_CLOSE_WRITE | IN_MOVED | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    private static final int DIRECTORY_GONE = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

    private static final Libc.Function INIT = Libc.function("inotify_init1");
    private static final Libc.Function ADD = Libc.function("inotify_add_watch");

    private final Descriptor descriptor;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER, 8);

    /** What happened. */
    public sealed interface Happening {
        /** A file of that name was written and closed, came or went. */
        record Touched(String name) implements Happening {}

        /** Something happened that was not told (the queue ran over): anything may have changed. */
        record Overrun() implements Happening {}

        /** The directory was removed, moved or unmounted; nothing more is told. */
        record Gone() implements Happening {}
    }

    private DirectoryWatch(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Watches a directory, which a file system that hangs can delay.
     *
     * @throws ErrnoException ENOENT: there is none; ENOTDIR: it is something else; ENOSPC or EMFILE: the user's limits of
     *     watches (fs.inotify.max_user_watches) or instances are used up
     */
    public static DirectoryWatch of(Path directory) throws ErrnoException {
        Descriptor descriptor = new Descriptor(Libc.checked(INIT, IN_NONBLOCK_CLOEXEC, 0, 0));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(directory.toString());
            Libc.checked(ADD, descriptor.fd(), path.address(), WANTED);
            return new DirectoryWatch(descriptor);
        } catch (ErrnoException e) {
            descriptor.close();
            throw new ErrnoException("inotify_add_watch(" + directory + ")", e.errno());
        }
    }

    /** The descriptor, readable when there is something to {@link #receive}. */
    public int fd() {
        return descriptor.fd();
    }

    /** Hands over what the kernel has told, at most one buffer of it. */
    public void receive(Consumer<? super Happening> happenings) throws ErrnoException {
        int length;
        try {
            length = Libc.checked(Libc.READ, descriptor.fd(), buffer.address(), BUFFER);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EAGAIN || e.errno() == Errno.EINTR) {
                return;
            }
            throw e;
        } finally {
            // The kernel was given an address only, which does not keep the memory behind it alive.
            Reference.reachabilityFence(this);
        }
        for (int at = 0; at + HEADER <= length; ) {
            int mask = buffer.get(JAVA_INT, at + 4);
            int nameLength = buffer.get(JAVA_INT, at + 12);
            happenings.accept(happening(mask, at + HEADER, nameLength));
            at += HEADER + nameLength;
        }
    }

    private Happening happening(int mask, int name, int nameLength) {
        if ((mask & IN_Q_OVERFLOW) != 0) {
            return new Happening.Overrun();
        }
        if ((mask & DIRECTORY_GONE) != 0) {
            return new Happening.Gone();
        }
        byte[] octets = new byte[nameLength];
        MemorySegment.copy(buffer, JAVA_BYTE, name, octets, 0, nameLength);
        int end = 0;
        while (end < nameLength && octets[end] != 0) {
            end++;
        }
        return new Happening.Touched(new String(octets, 0, end, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
