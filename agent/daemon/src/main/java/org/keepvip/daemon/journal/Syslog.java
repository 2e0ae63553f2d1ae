package org.keepvip.daemon.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.process.ServiceNotification;

/** The local syslog daemon, over its datagram socket, in the form of RFC 3164 without a time, which the daemon adds. */
final class Syslog implements Sink {
    private static final String ADDRESS = "/dev/log";
    private static final int LONGEST = 1800;

    private final int facility;
    private final String tag;
    private @Nullable ServiceNotification socket;

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
        ServiceNotification open = socket;
        if (open == null) {
            open = ServiceNotification.open(ADDRESS);
            socket = open;
        }
        try {
            open.send(message);
        } catch (ErrnoException e) {
            // syslogd was restarted, or its queue is full: the next line tries a new socket.
            open.close();
            socket = null;
            throw e;
        }
    }
}
