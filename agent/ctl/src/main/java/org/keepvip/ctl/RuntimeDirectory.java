package org.keepvip.ctl;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where agents of this host keep their control sockets: {@code $KEEPVIP_RUNTIME}, else {@code /run/keepvip}.
 * The first agent listens at {@code control.sock}, each further one at {@code control-PID.sock}.
 */
public record RuntimeDirectory(Path path) {
    private static final Path DEFAULT = Path.of("/run/keepvip");
    private static final String VARIABLE = "KEEPVIP_RUNTIME";

    /** The directory that {@code environment} names. */
    public static RuntimeDirectory of(Map<String, String> environment) {
        return new RuntimeDirectory(Optional.ofNullable(environment.get(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(DEFAULT));
    }

    /** The socket of an agent that is alone on its host. */
    public Path socket() {
        return path.resolve("control.sock");
    }

    /** The socket of an agent that is not the first. */
    public Path socket(long pid) {
        return path.resolve("control-" + pid + ".sock");
    }

    /** Every control socket there is, by name; empty without the directory. */
    public List<Path> sockets() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches("control(-\\d+)?\\.sock"))
                    .sorted()
                    .toList();
        }
    }

    /** Whether an agent listens there; the socket of one that was killed stays behind and refuses. */
    public static boolean isAnswered(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException refused) {
            return false;
        }
    }
}
