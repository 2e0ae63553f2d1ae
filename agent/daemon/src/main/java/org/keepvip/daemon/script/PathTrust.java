package org.keepvip.daemon.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether nobody but root can change what a path leads to: every directory on the way, every symbolic link, and what
 * those lead through in turn.
 */
final class PathTrust {
    private static final Path ROOT = Path.of("/");
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;
    private static final int PERMISSIONS = 07777;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int STICKY = 01000;
    private static final int MOST_LINKS = 40;

    private final Deque<Path> ahead = new ArrayDeque<>();
    private int links;

    private PathTrust() {}

    /**
     * Looks at {@code file} and all that leads to it.
     *
     * @param file an absolute path
     * @return the first thing that another can change, who that is, and what to do; empty when there is none
     * @throws IOException something on the way cannot be looked at
     */
    static Optional<Objection> flaw(Path file) throws IOException {
        return new PathTrust().walk(file);
    }

    /** Whether who runs this file becomes root, as user or as group (set-user-ID, set-group-ID). */
    static boolean makesRoot(Path file) throws IOException {
        Seen seen = Seen.at(file.toRealPath());
        return ((seen.mode & SETUID) != 0 && seen.uid == 0) || ((seen.mode & SETGID) != 0 && seen.gid == 0);
    }

    private Optional<Objection> walk(Path file) throws IOException {
        file.forEach(ahead::addLast);
        Path here = ROOT;
        Optional<Objection> flaw = Seen.at(here).flaw();
        while (flaw.isEmpty() && !ahead.isEmpty()) {
            String name = ahead.removeFirst().toString();
            if (name.equals("..")) {
                here = above(here);
            } else if (!name.isEmpty() && !name.equals(".")) {
                Seen next = Seen.at(here.resolve(name));
                flaw = next.flaw();
                here = next.isLink() ? follow(next.path) : next.path;
            }
        }
        return flaw;
    }

    /** Puts what a link names before the rest of the way, and says where that begins. */
    private Path follow(Path link) throws IOException {
        if (++links > MOST_LINKS) {
            throw new IOException("too many symbolic links at " + link);
        }
        Path target = Files.readSymbolicLink(link);
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            ahead.addFirst(target.getName(i));
        }
        return target.isAbsolute() ? ROOT : above(link);
    }

    private static Path above(Path path) {
        Path parent = path.getParent();
        return parent == null ? ROOT : parent;
    }

    /**
     * What a path names, the last link not followed.
     *
     * @param mode as in stat(2), the type included
     */
    private record Seen(Path path, int uid, int gid, int mode) {
        static Seen at(Path path) throws IOException {
            return new Seen(path, number(path, "uid"), number(path, "gid"), number(path, "mode"));
        }

        private static int number(Path path, String name) throws IOException {
            if (Files.getAttribute(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS) instanceof Integer value) {
                return value.intValue();
            }
            throw new IOException("no " + name + " of " + path + " is known");
        }

        boolean isLink() {
            return (mode & TYPE) == LINK;
        }

        Optional<Objection> flaw() throws IOException {
            if (uid != 0) {
                String owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
                return Optional.of(
                        new Objection(path + " belongs to " + owner + ", who could change it", "chown root " + path));
            }
            if (isLink()) {
                return Optional.empty();
            }
            String shown = path + " (mode " + Integer.toOctalString(mode & PERMISSIONS) + ")";
            if ((mode & GROUP_WRITES) != 0 && gid != 0) {
                Object group = Files.getAttribute(path, "unix:group", LinkOption.NOFOLLOW_LINKS);
                return Optional.of(new Objection(shown + " can be changed by group " + group, "chmod g-w " + path));
            }
            boolean keptFromOthers = (mode & TYPE) == DIRECTORY && (mode & STICKY) != 0;
            if ((mode & OTHERS_WRITE) != 0 && !keptFromOthers) {
                return Optional.of(new Objection(shown + " can be changed by everybody", "chmod o-w " + path));
            }
            return Optional.empty();
        }
    }
}
