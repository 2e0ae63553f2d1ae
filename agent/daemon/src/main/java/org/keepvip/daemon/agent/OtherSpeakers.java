package org.keepvip.daemon.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.NetworkNamespace;

/** Other programs that speak VRRP in our network namespace, as keepalived: who migrates may have both running. */
public final class OtherSpeakers {
    /** A raw socket of protocol 112 in /proc/net/raw, and its inode. */
    private static final Pattern VRRP_SOCKET = Pattern.compile("\\s*\\d+: [0-9A-F]+:0070 (?:\\S+\\s+){7}(\\d+) .*");

    private static final Path PROCESSES = Path.of("/proc");

    private OtherSpeakers() {}

    /**
     * Looks for them; finds those whose descriptors we may see.
     *
     * @param namespace empty for that of the process
     * @param ownName the name of programs that are no others, as {@code /proc/PID/comm} has it
     * @return each as {@code 4711 (keepalived)}
     */
    public static List<String> in(Optional<String> namespace, String ownName) throws ErrnoException {
        Set<String> sockets = NetworkNamespace.in(namespace, OtherSpeakers::sockets);
        return sockets.isEmpty()
                ? List.of()
                : list(PROCESSES)
                        .filter(process -> process.getFileName().toString().matches("\\d+"))
                        .filter(process -> !name(process).equals(ownName))
                        .filter(process -> list(process.resolve("fd")).anyMatch(fd -> sockets.contains(target(fd))))
                        .map(process -> process.getFileName() + " (" + name(process) + ")")
                        .toList();
    }

    /** The name of this program. */
    public static String ownName() {
        return name(PROCESSES.resolve("self"));
    }

    private static Set<String> sockets() {
        Set<String> found = new HashSet<>();
        for (String table : List.of("raw", "raw6")) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/thread-self/net", table))) {
                lines.map(VRRP_SOCKET::matcher)
                        .filter(socket -> socket.matches())
                        .forEach(socket -> found.add("socket:[" + socket.group(1) + "]"));
            } catch (IOException noSuchFamily) {
                // Without IPv6 there is no raw6.
            }
        }
        return found;
    }

    /** Processes end while they are looked at, and those of others may not be looked into: neither is there, then. */
    private static Stream<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList().stream();
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
