package org.keepvip.daemon.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import jdk.net.ExtendedSocketOptions;
import org.keepvip.ctl.RuntimeDirectory;
import org.keepvip.ctl.Verb;
import org.keepvip.daemon.journal.Journal;

/**
 * The control socket's server, on a thread of its own: requests are read, answered and timed out there, and nothing a
 * client does reaches the loop but a snapshot taken or a reload asked for. The socket is 0660 in a directory of 0750.
 */
public final class ControlServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 32;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long REFUSAL_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Path path;
    private final Function<Verb, byte[]> answers;
    private final Journal journal;
    private boolean refusing;

    private ControlServer(
            ServerSocketChannel server, Selector selector, Path path, Function<Verb, byte[]> answers, Journal journal) {
        this.server = server;
        this.selector = selector;
        this.path = path;
        this.answers = answers;
        this.journal = journal;
    }

    /**
     * Listens at {@code wanted}, else at the runtime directory's socket, or next to it when another agent has that.
     *
     * @param answers gives the answer, a line with its newline, to a verb; called on the server's thread
     */
    public static ControlServer open(
            Optional<Path> wanted, RuntimeDirectory runtime, Function<Verb, byte[]> answers, Journal journal)
            throws IOException {
        Path path = wanted.orElse(runtime.socket());
        if (wanted.isEmpty() && !Files.exists(runtime.path())) {
            Files.createDirectories(
                    runtime.path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        }
        if (RuntimeDirectory.isAnswered(path)) {
            if (wanted.isPresent()) {
                throw new IOException("another agent listens at " + path);
            }
            path = runtime.socket(ProcessHandle.current().pid());
        }
        Files.deleteIfExists(path);
        for (Path dead : runtime.sockets()) {
            if (!RuntimeDirectory.isAnswered(dead)) {
                Files.deleteIfExists(dead);
            }
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
            server.configureBlocking(false);
            Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new ControlServer(server, selector, path, answers, journal);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Where it listens. */
    public Path path() {
        return path;
    }

    /** Starts to serve. */
    public void start() {
        Thread.ofPlatform().daemon().name("keepvip-control").start(this::serve);
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(TimeUnit.NANOSECONDS.toMillis(IDLE_NANOS) / 5);
                long now = System.nanoTime();
                List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
                selector.selectedKeys().clear();
                for (SelectionKey key : ready) {
                    if (key.attachment() instanceof Connection connection) {
                        proceed(key, connection, now);
                    } else {
                        accept(now);
                    }
                }
                dropIdle(now);
            }
        } catch (ClosedSelectorException closed) {
            // The agent stops.
        } catch (IOException e) {
            journal.error("the control socket " + path + " is lost: " + e.getMessage());
        }
    }

    private void accept(long now) throws IOException {
        SocketChannel channel;
        try {
            channel = server.accept();
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException e) {
            // No more descriptors, or who asked is gone: the next one may be luckier.
            if (!refusing) {
                journal.warning("the control socket " + path + " refuses connections: " + e.getMessage());
            }
            refusing = true;
            LockSupport.parkNanos(REFUSAL_PAUSE_NANOS);
            return;
        }
        refusing = false;
        if (channel == null) {
            return;
        }
        if (selector.keys().size() > MAX_CONNECTIONS) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        String user =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        channel.register(selector, SelectionKey.OP_READ, new Connection(channel, verb -> answer(verb, user), now));
    }

    private byte[] answer(Verb verb, String user) {
        if (verb == Verb.RELOAD) {
            journal.info("reload asked for by " + user + " over " + path);
        }
        return answers.apply(verb);
    }

    private void proceed(SelectionKey key, Connection connection, long now) {
        try {
            switch (connection.proceed(now)) {
                case READ -> key.interestOps(SelectionKey.OP_READ);
                case WRITE -> key.interestOps(SelectionKey.OP_WRITE);
                case CLOSE -> close(key, connection);
            }
        } catch (IOException broken) {
            close(key, connection);
        } catch (RuntimeException bug) {
            journal.error("a request over " + path + " failed by a bug of KeepVIP: " + bug);
            close(key, connection);
        }
    }

    private void dropIdle(long now) {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.attachment() instanceof Connection connection && now - connection.lastActive() > IDLE_NANOS) {
                close(key, connection);
            }
        }
    }

    private static void close(SelectionKey key, Connection connection) {
        key.cancel();
        try {
            connection.channel().close();
        } catch (IOException gone) {
            // Closing is all that was wanted.
        }
    }

    /** Stops listening and removes the socket. */
    @Override
    public void close() throws IOException {
        selector.close();
        server.close();
        Files.deleteIfExists(path);
    }
}
