package org.keepvip.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.keepvip.conf.address.Family;
import org.keepvip.ctl.RuntimeDirectory;
import org.keepvip.vrrp.Settings;

/**
 * Keeps two agents of one host from running the same virtual router: both would hold its addresses and neither would
 * hear the other. Each router is a byte of a file that all agents of a network namespace lock.
 */
final class InstanceLocks {
    private static final Path OWN_NAMESPACE = Path.of("/proc/self/ns/net");
    private static final Path NAMED_NAMESPACES = Path.of("/run/netns");

    private final FileChannel channel;
    private final Set<Long> held = new HashSet<>();

    private InstanceLocks(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file for a network namespace; empty for that of the process. */
    static InstanceLocks open(RuntimeDirectory runtime, Optional<String> namespace) throws IOException {
        Path file = namespace.map(NAMED_NAMESPACES::resolve).orElse(OWN_NAMESPACE);
        String identity = String.valueOf(Files.getAttribute(file, "unix:ino"));
        Files.createDirectories(
                runtime.path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        return new InstanceLocks(FileChannel.open(
                runtime.path().resolve("instances-" + identity + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    /** Locks the routers, for as long as the process lives; the names of those that another agent has. */
    List<String> take(List<Settings> routers) throws IOException {
        Set<String> taken = new HashSet<>();
        for (Settings router : routers) {
            long place = place(router);
            if (held.add(place) && channel.tryLock(place, 1, false) == null) {
                held.remove(place);
                taken.add(router.name());
            }
        }
        return List.copyOf(taken);
    }

    private static long place(Settings router) {
        CRC32 device = new CRC32();
        device.update(router.device().orElse("").getBytes(StandardCharsets.UTF_8));
        return device.getValue() * 512 + router.vrid().value() + (router.family() == Family.IPV6 ? 256 : 0);
    }
}
