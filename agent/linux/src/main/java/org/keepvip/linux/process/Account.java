package org.keepvip.linux.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.libc.Libc;

/**
 * A user as the name service knows it. Asking may take as long as a directory server that does not answer, so never from
 * a thread that has deadlines.
 *
 * @param name the login name
 * @param uid the user's number
 * @param gid the number of the user's own group
 */
public record Account(String name, int uid, int gid) {
    private static final int ENTRY_OCTETS = 64;
    private static final int TEXT_OCTETS = 1 << 16;
    private static final int NUMBER = 16;
    private static final int GROUP_OF_USER = 20;
    private static final int MOST_GROUPS = 1 << 16;

    private static final Libc.Function GETPWNAM = Libc.function("getpwnam_r");
    private static final Libc.Function GETPWUID = Libc.function("getpwuid_r");
    private static final Libc.Function GETGRNAM = Libc.function("getgrnam_r");
    private static final Libc.Function GETGROUPLIST = Libc.function("getgrouplist");

    /**
     * Looks a user up by name (getpwnam_r(3)).
     *
     * @throws ErrnoException the name service fails
     */
    public static Optional<Account> named(String name) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entry = arena.allocate(ENTRY_OCTETS, 8);
            long key = arena.allocateFrom(name).address();
            return look(arena, GETPWNAM, key, name, entry) ? Optional.of(read(entry)) : Optional.empty();
        }
    }

    /**
     * Looks a user up by number (getpwuid_r(3)).
     *
     * @throws ErrnoException the name service fails
     */
    public static Optional<Account> numbered(int uid) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entry = arena.allocate(ENTRY_OCTETS, 8);
            return look(arena, GETPWUID, uid, Integer.toUnsignedString(uid), entry)
                    ? Optional.of(read(entry))
                    : Optional.empty();
        }
    }

    private static Account read(MemorySegment entry) {
        String name = entry.get(ADDRESS, 0).reinterpret(TEXT_OCTETS).getString(0);
        return new Account(name, entry.get(JAVA_INT, NUMBER), entry.get(JAVA_INT, GROUP_OF_USER));
    }

    /**
     * The number of a group (getgrnam_r(3)).
     *
     * @throws ErrnoException the name service fails
     */
    public static Optional<Integer> group(String name) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entry = arena.allocate(ENTRY_OCTETS, 8);
            long key = arena.allocateFrom(name).address();
            return look(arena, GETGRNAM, key, name, entry)
                    ? Optional.of(entry.get(JAVA_INT, NUMBER))
                    : Optional.empty();
        }
    }

    /** Every group this user is in, its own included (getgrouplist(3)). */
    public List<Integer> groups() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocateFrom(JAVA_INT, MOST_GROUPS);
            MemorySegment numbers = arena.allocate(JAVA_INT, MOST_GROUPS);
            int found = Libc.call(
                    GETGROUPLIST, arena.allocateFrom(name).address(), gid, numbers.address(), count.address());
            List<Integer> groups = new ArrayList<>();
            for (int i = 0; i < found; i++) {
                groups.add(numbers.getAtIndex(JAVA_INT, i));
            }
            return List.copyOf(groups);
        }
    }

    private static boolean look(Arena arena, Libc.Function function, long key, String name, MemorySegment entry)
            throws ErrnoException {
        MemorySegment text = arena.allocate(TEXT_OCTETS);
        MemorySegment found = arena.allocate(ADDRESS);
        int error = Libc.call(function, key, entry.address(), text.address(), text.byteSize(), found.address(), 0);
        // getpwnam_r(3): several error numbers mean that there is no such name.
        if (error != 0
                && error != Errno.ENOENT
                && error != Errno.ESRCH
                && error != Errno.EBADF
                && error != Errno.EPERM) {
            throw new ErrnoException(function.name() + "(" + name + ")", error);
        }
        return error == 0 && !found.get(ADDRESS, 0).equals(MemorySegment.NULL);
    }
}
