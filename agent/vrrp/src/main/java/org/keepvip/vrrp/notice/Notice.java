package org.keepvip.vrrp.notice;

/**
 * Something that those who asked are notified of: by script, FIFO or mail.
 *
 * @param name the vrrp_instance's or vrrp_sync_group's
 * @param priority the router's effective priority, 1 to 255; 0 for a group
 */
public record Notice(Subject subject, String name, Kind kind, int priority) {
    /** What it is about. */
    public enum Subject {
        INSTANCE,
        GROUP
    }

    /** What happened; the names are those that scripts and FIFOs are told. */
    public enum Kind {
        /** It became MASTER. */
        MASTER,
        /** It became BACKUP. */
        BACKUP,
        /** It became unable to take part. */
        FAULT,
        /** The agent stops; the addresses are off. */
        STOP,
        /** A reload found it no longer configured; told as FAULT to whom no keyword for it is given. */
        DELETED,
        /** A MASTER heard an advert of lower priority. */
        MASTER_RX_LOWER_PRI,
        /** A MASTER's effective priority changed; told only with notify_priority_changes. */
        MASTER_PRIORITY,
        /** A BACKUP's effective priority changed; told only with notify_priority_changes. */
        BACKUP_PRIORITY
    }
}
