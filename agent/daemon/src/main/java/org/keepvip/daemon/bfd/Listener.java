package org.keepvip.daemon.bfd;

import org.jspecify.annotations.Nullable;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.socket.ReceiveBatch;
import org.keepvip.linux.socket.UdpSocket;

/** The socket that all sessions of one family hear by (RFC 5881 section 4, RFC 5883 section 5). */
final class Listener {
    private static final int SINGLE_HOP = 3784;
    private static final int MULTIHOP = 4784;

    /** What makes one necessary. */
    record Key(AddressFamily family, boolean multihop) {
        int port() {
            return multihop ? MULTIHOP : SINGLE_HOP;
        }

        @Override
        public String toString() {
            return "port " + port() + " (" + family + ")";
        }
    }

    private final Key key;
    private final UdpSocket socket;
    private Loop.@Nullable Watch watch;

    private Listener(Key key, UdpSocket socket) {
        this.key = key;
        this.socket = socket;
    }

    static Listener open(Key key) throws ErrnoException {
        UdpSocket socket = UdpSocket.open(key.family());
        try {
            socket.bind(key.port());
            return new Listener(key, socket);
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    Key key() {
        return key;
    }

    int fd() {
        return socket.fd();
    }

    /** Ends with the socket. */
    void watchedBy(Loop.Watch watcher) {
        watch = watcher;
    }

    int receive(ReceiveBatch batch) throws ErrnoException {
        return socket.receive(batch);
    }

    void close() {
        if (watch != null) {
            watch.close();
        }
        socket.close();
    }
}
