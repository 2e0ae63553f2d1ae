package org.keepvip.daemon.notification;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keepvip.daemon.mail.Letter;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.notice.Notice.Kind;
import org.keepvip.vrrp.notice.Notice.Subject;

/** Which notices are mailed, in keepalived's words; the same state of the same object once. */
final class Letters {
    private final Map<String, Kind> mailed = new HashMap<>();

    /** What the log and the mail queue call the notice's object. */
    static String object(Notice notice) {
        return switch (notice.subject()) {
            case INSTANCE -> "VRRP Instance " + notice.name();
            case GROUP -> "VRRP Group " + notice.name();
        };
    }

    /** The letter about a notice, if it is one to be mailed. */
    Optional<Letter> letter(Notice notice, ZonedDateTime now) {
        if (!Listener.isState(notice.kind()) || notice.kind() == mailed.put(object(notice), notice.kind())) {
            return Optional.empty();
        }
        return Optional.of(new Letter(object(notice) + " - " + what(notice.kind()), body(notice), now));
    }

    /** The objects that are no longer configured will be new ones if they come back. */
    void forget(Notice notice) {
        mailed.remove(object(notice));
    }

    private static String what(Kind kind) {
        return switch (kind) {
            case MASTER, BACKUP, FAULT -> "Entering " + kind + " state";
            case STOP -> "Stopping";
            case DELETED -> "Deleted";
            case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY ->
                throw new IllegalArgumentException(kind + " is no state");
        };
    }

    private static String body(Notice notice) {
        boolean group = notice.subject() == Subject.GROUP;
        return switch (notice.kind()) {
            case MASTER -> group ? ofGroup("in MASTER state") : "VRRP Instance is now owning VRRP VIPs";
            case BACKUP, FAULT ->
                group ? ofGroup("in " + notice.kind() + " state") : "VRRP Instance is no longer owning VRRP VIPs";
            case STOP -> group ? ofGroup("stopping") : "VRRP Instance stopping";
            case DELETED -> "VRRP Deleted at reload";
            case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY ->
                throw new IllegalArgumentException(notice.kind() + " is no state");
        };
    }

    private static String ofGroup(String what) {
        return "All VRRP group instances are now " + what;
    }
}
