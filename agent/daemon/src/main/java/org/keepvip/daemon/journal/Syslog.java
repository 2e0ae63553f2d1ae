package org.keepvip.daemon.journal;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.LocalDatagramSocket;

/** The local syslog daemon, over its datagram socket, in the form of RFC 3164 without a time, which the daemon adds. */
final class Syslog implements Sink {
    private static final String ADDRESS = "/dev/log";
    private static final int LONGEST = 1800;
    /** For a daemon that is busy; the journal's lines queue meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final int facility;
    private final String tag;
    private @Nullable LocalDatagramSocket socket;

    /**
     * A sink.
     *
     * @param facility syslog(3)'s number, 0 to 23
     */
    Syslog(int facility, long pid) {
        this.facility = facility;
        tag = "Keepalived_vrrp[" + pid + "]: ";
    }

    @Override
    public void write(LogLine line) throws IOException {
        String text = line.text();
        String message = "<" + (facility * 8 + line.level().severity()) + ">" + tag
                + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
        LocalDatagramSocket open = socket;
        if (open == null) {
            open = LocalDatagramSocket.open(ADDRESS);
            socket = open;
        }
        try {
            open.send(message, PATIENCE);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EAGAIN) {
                // The daemon was restarted: the next line tries a new socket.
                open.close();
                socket = null;
            }
            throw e;
        }
    }
}
